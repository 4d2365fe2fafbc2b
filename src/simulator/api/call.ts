import { badRequest } from '../api-refusal.ts';
import type { World } from '../world.ts';

/** A file that came with a multipart request. */
export interface UploadedPart {
  readonly name: string;
  readonly mime: string;
  readonly bytes: Uint8Array;
}

/** What a method gives back; `description` stands beside the result where Telegram adds words (setWebhook). */
export interface MethodResult {
  readonly result: unknown;
  readonly description?: string;
}

/** Carries one method out or throws `ApiRefusal`. */
export type Method = (world: World, call: Call) => MethodResult | Promise<MethodResult>;

/** One call of a method: its parameters, read as leniently as Telegram reads them (numbers as strings, JSON as strings, missing as empty). */
export class Call {
  readonly method: string;
  readonly parameters: Readonly<Record<string, unknown>>;
  readonly uploads: ReadonlyMap<string, UploadedPart>;
  /** Aborts when the bot hangs up before the answer. */
  readonly gone: AbortSignal;

  constructor(call: {
    method: string;
    parameters: Readonly<Record<string, unknown>>;
    uploads: ReadonlyMap<string, UploadedPart>;
    gone: AbortSignal;
  }) {
    this.method = call.method;
    this.parameters = call.parameters;
    this.uploads = call.uploads;
    this.gone = call.gone;
  }

  /** A string; numbers and booleans as written, empty when missing or null. */
  text(name: string): string {
    const value = this.parameters[name];
    if (typeof value === 'string') return value;
    return typeof value === 'number' || typeof value === 'boolean' ? String(value) : '';
  }

  /** A whole number, or `otherwise` when it is missing or none. */
  integer(name: string, otherwise: number): number {
    const text = this.text(name);
    return /^-?\d{1,15}$/.test(text) ? Number(text) : otherwise;
  }

  /** Telegram takes true, 1, yes and t for yes. */
  flag(name: string): boolean {
    return ['true', '1', 'yes', 't', 'y'].includes(this.text(name).toLowerCase());
  }

  /** A JSON value, given as such or as a string; undefined when missing or empty. `what` names it in Telegram's error. */
  json(name: string, what: string): unknown {
    const value = this.parameters[name];
    if (value === undefined || value === null || value === '') return undefined;
    if (typeof value !== 'string') return value;
    try {
      const parsed: unknown = JSON.parse(value);
      return parsed;
    } catch {
      throw badRequest(`can't parse ${what} JSON object`);
    }
  }

  /** The file a parameter brings: the part of its own name, or the one `attach://<name>` points to. */
  upload(name: string): UploadedPart | undefined {
    return this.attached(this.text(name)) ?? this.uploads.get(name);
  }

  /** The part an `attach://<name>` reference points to. */
  attached(reference: string): UploadedPart | undefined {
    return reference.startsWith('attach://') ? this.uploads.get(reference.slice('attach://'.length)) : undefined;
  }
}

/** A plain JSON object, not null and no array. */
export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
