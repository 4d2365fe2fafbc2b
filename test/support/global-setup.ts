import type { TestProject } from 'vitest/node';
import { startTestServer, type TestServer } from './test-server.ts';

/** One PostgreSQL server for a run, with the migrations applied once to a template; `createTestDatabase` copies it. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const server: TestServer = await startTestServer();
  project.provide('testServer', { adminUrl: server.adminUrl, template: server.template, run: server.run });
  return () => server.stop();
}

declare module 'vitest' {
  export interface ProvidedContext {
    testServer: Pick<TestServer, 'adminUrl' | 'template' | 'run'>;
  }
}
