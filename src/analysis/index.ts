export { type AlignJob, AnalysisFailed, type Analyst } from './port.ts';
export { startThreads } from './threads.ts';
