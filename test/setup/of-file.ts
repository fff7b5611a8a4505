import { afterAll, beforeEach } from "@jest/globals";
import { NOW, testGround, type TestGround } from "../factories/ground.ts";
import { type Otherwise, type Service, startService } from "./service.ts";

/** What the tests of one file stand on: a database of their own that is closed after the last, in a time that each begins anew. */
export async function groundOfFile(): Promise<TestGround> {
  const ground = await testGround();
  beforeEach(() => {
    ground.setNow(NOW);
  });
  afterAll(() => ground.close());
  return ground;
}

/** The same with the whole service above it. */
export async function serviceOfFile(otherwise: Otherwise = {}): Promise<Service> {
  const service = await startService(otherwise);
  beforeEach(() => {
    service.ground.setNow(NOW);
  });
  afterAll(() => service.stop());
  return service;
}
