import pluginStorage from 'eslint-plugin-plugin-storage';

export default [pluginStorage.configs.recommended];
