/** What a bench of scale is given. */
export interface ScaleContext {
  /** Makes an empty database of that name on a server with fsync on, and answers its connection string. */
  databaseUrl(name: string): Promise<string>;
  print(line: string): void;
}
