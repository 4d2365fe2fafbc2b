/** Where storage says what it did and what went wrong; a pino logger fits. Never given passwords or what people wrote. */
export interface StorageLog {
  info(detail: object, message: string): void;
  warn(detail: object, message: string): void;
}
