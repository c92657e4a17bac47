/** Log files. */
import type { Table } from '../form/schema.js';
import { writes } from './rows.js';

/** Options of pino's transports (`pino/file`, `pino-roll`), one or several. */
const pinoTargets = (options: string): readonly string[] => [
  `${options}.options.destination`,
  `${options}.options.file`,
  `${options}.targets.*.options.destination`,
  `${options}.targets.*.options.file`,
];

export const logs: Table = {
  calls: [
    writes('pino#{,pino}', pinoTargets('0.transport')),
    writes('pino#{,pino}', '1'),
    writes('pino#{,pino.}transport', pinoTargets('0')),
    writes('pino#{,pino.}destination', ['0.dest', '0']),
    // The logger of a server is pino, with a file of its own.
    writes('fastify#{,fastify}', ['0.logger.file', ...pinoTargets('0.logger.transport')]),
    writes('sonic-boom#{,SonicBoom}', '0.dest'),
    writes('winston#transports.{File,DailyRotateFile}', ['0.dirname', '0.filename']),
    writes('winston-daily-rotate-file#', ['0.dirname', '0.filename']),
    writes('bunyan#createLogger', '0.streams.*.path'),
    writes('log4js#configure', '0.appenders.*.filename'),
    writes('rotating-file-stream#{,createStream}', ['1.path', '0']),
    writes('file-stream-rotator#getStream', '0.filename'),
    writes('multer#', '0.dest'),
    writes('multer#diskStorage', '0.destination'),
    { of: 'multer#diskStorage', does: { kind: 'callback', callback: '0.destination', when: 'later', passes: ['', '', 'multer#destination'] } },
    writes('multer#destination', '1'),
    writes('formidable#{,formidable,IncomingForm}', '0.uploadDir'),
  ],
};
