/** Models and tables of data: TensorFlow.js, classifiers, data frames. */
import type { Table } from '../form/schema.js';
import { chains, makes, reads, writes } from './rows.js';

const TF = '{@tensorflow/tfjs,@tensorflow/tfjs-node,@tensorflow/tfjs-node-gpu,@tensorflow/tfjs-layers,@tensorflow/tfjs-converter}#';
const MODEL = '@tensorflow/tfjs#LayersModel';

const tensorflow: Table['calls'] = [
  { of: `${TF}{loadLayersModel,loadGraphModel}`, does: { kind: 'request', url: '0', method: 'GET' } },
  makes(`${TF}{sequential,model,loadLayersModel,loadGraphModel,loadGraphModelSync}`, MODEL),
  makes(`${TF}{models.modelFromJSON,LayersModel,Sequential,GraphModel}`, MODEL),
  writes(`${MODEL}.save`, '0', { prefix: 'file://' }),
  // Training is as long as its data is: never on the way to an upload.
  { of: `${MODEL}.{fit,fitDataset,trainOnBatch}`, does: { kind: 'wait' }, quick: false },
  { of: `${TF}tidy`, does: { kind: 'callback', callback: ['1', '0'], when: 'now' }, quick: true },
  reads(`${TF}{node.,}io.fileSystem`, '0'),
  writes(`${TF}node.{summaryFileWriter,tensorBoard}`, '0'),
];

const frames: Table['calls'] = [
  writes('{danfojs-node,danfojs}#{toCSV,toJSON,toExcel}', '1.filePath'),
  makes('{danfojs-node,danfojs}#{readCSV,readJSON,readExcel,DataFrame,Series,concat,merge}', 'danfojs-node#DataFrame()'),
  chains('danfojs-node#DataFrame().*'),
  writes('danfojs-node#DataFrame().{toCSV,toJSON,toExcel}', '0.filePath'),

  makes('nodejs-polars#{,pl.}{DataFrame,concat,read{CSV,Parquet,JSON,IPC,Avro},scan{CSV,Parquet,JSON,IPC}}', 'nodejs-polars#DataFrame()'),
  chains('nodejs-polars#DataFrame().*'),
  writes('nodejs-polars#DataFrame().{writeCSV,writeParquet,writeJSON,writeIPC,writeAvro,sinkCSV,sinkParquet}', '0'),

  makes('data-forge#{DataFrame,Series,readFile,readFileSync,fromCSV,fromJSON,fromObject}', 'data-forge#DataFrame()'),
  chains('data-forge#DataFrame().*'),
  writes('data-forge#DataFrame().{writeFile,writeFileSync}', '0'),
];

const classifiers: Table['calls'] = [
  writes('natural#{BayesClassifier,LogisticRegressionClassifier,MaxEntClassifier}().save', '0'),
  writes('node-nlp#{NlpManager,NlpClassifier}().save', '0'),
  writes('{@xenova/transformers,@huggingface/transformers}#pipeline', '2.cache_dir'),
];

export const learning: Table = {
  calls: [...tensorflow, ...frames, ...classifiers],
  types: [
    { type: `${TF}{LayersModel,Sequential,GraphModel,InferenceModel}`, entity: MODEL },
    { type: 'nodejs-polars#{DataFrame,LazyDataFrame}', entity: 'nodejs-polars#DataFrame()' },
    { type: '{danfojs-node,danfojs}#{DataFrame,Series}', entity: 'danfojs-node#DataFrame()' },
    { type: 'natural#BayesClassifier', entity: 'natural#BayesClassifier()' },
  ],
};
