/** Containers that make services of what they need. */
import type { Model, ProvideEffect, Table } from './form/schema.js';

const TSYRINGE = 'tsyringe#container';
const AWILIX = 'awilix#createContainer()';
const INVERSIFY = 'inversify#Container()';
/** What a factory is given. */
const CONTEXT = 'inversify#context';
const TYPEDI = 'typedi#Container';

/** It goes on with the container. */
const provides = (of: string, does: Omit<ProvideEffect, 'kind'>): Model => ({ of, does: { kind: 'provide', ...does }, returns: { argument: 'this' }, quick: true });
const gives = (of: string): Model => ({ of, returns: { provided: '0' }, quick: true });
const itself = (of: string): Model => ({ of, returns: { argument: 'this' }, quick: true });
const marks = (of: string, entity: string): Model => ({ of, returns: { entity }, quick: true });

const bound = (how: string, does: Omit<ProvideEffect, 'kind' | 'token'>): Model => ({
  of: `${INVERSIFY}.{bind,rebind}().${how}`,
  does: { kind: 'provide', token: 'made.0', ...does },
  returns: { entity: 'inversify#bound' },
  quick: true,
});

const resolvers = ['asClass', 'asFunction', 'asValue'];

export const injection: Table = {
  calls: [
    marks('tsyringe#inject', 'tsyringe#inject()'),
    provides(`${TSYRINGE}.{register,registerType}`, { token: '0', class: '1.useClass', value: '1.useValue', factory: '1.useFactory', passes: TSYRINGE }),
    provides(`${TSYRINGE}.registerSingleton`, { token: '0', class: ['1', '0'] }),
    provides(`${TSYRINGE}.registerInstance`, { token: '0', value: '1' }),
    gives(`${TSYRINGE}.resolve`),
    itself(`${TSYRINGE}.createChildContainer`),

    marks('awilix#createContainer', AWILIX),
    ...resolvers.map((name) => marks(`awilix#${name}`, `awilix#${name}()`)),
    itself(`awilix#{${resolvers.join('(),')}()}.{singleton,scoped,transient,proxy,classic,disposer,setLifetime,setInjectionMode}`),
    provides(`${AWILIX}.register`, { token: '0', resolver: '1', table: '0' }),
    gives(`${AWILIX}.{resolve,build}`),
    itself(`${AWILIX}.createScope`),

    marks('inversify#{inject,named}', 'inversify#inject()'),
    marks('inversify#Container', INVERSIFY),
    marks(`${INVERSIFY}.bind`, `${INVERSIFY}.bind()`),
    marks(`${INVERSIFY}.rebind`, `${INVERSIFY}.bind()`),
    bound('to', { class: '0' }),
    bound('toSelf', { class: 'made.0' }),
    bound('toConstantValue', { value: '0' }),
    bound('toDynamicValue', { factory: '0', passes: CONTEXT }),
    gives(`{${INVERSIFY},${CONTEXT},${CONTEXT}.container}.{get,getAsync}`),

    // A token is known by its name.
    { of: 'typedi#Token', returns: { argument: '0' }, quick: true },
    marks('typedi#Inject', 'typedi#inject()'),
    provides(`${TYPEDI}.set`, { token: '0', value: '1' }),
    gives(`${TYPEDI}.get`),
    itself(`${TYPEDI}.of`),
  ],
};
