import { z } from 'zod';
import { readZone } from './domain/zone.ts';

/** Every setting of the process, checked (ARCHITECTURE: contract with the outside; `.env.example` explains each). */
export type Config = z.output<typeof configSchema> & AdminAddress;

/** Where /healthz, /livez and /metrics are. Never where Telegram delivers, unless that was asked for: those pages are for operators, not for the public. */
interface AdminAddress {
  readonly ADMIN_HOST: string;
  readonly ADMIN_PORT: number;
}

export type ReadConfig =
  | { readonly ok: true; readonly config: Config }
  /** One line for each problem: the setting's name and what to do; never its value, as it may be a secret. */
  | { readonly ok: false; readonly problems: readonly string[] };

/** Reads the settings from an environment; names all problems at once. Blanks around a value do not belong to it; empty counts as not set. */
export function readConfig(environment: Readonly<Record<string, string | undefined>>): ReadConfig {
  const given = givenIn(environment);
  const parsed = configSchema.safeParse(given);
  const problems = [...(parsed.success ? [] : problemsIn(parsed.error)), ...combinationProblems(given)];
  if (!parsed.success || problems.length > 0) return { ok: false, problems };
  return { ok: true, config: { ...parsed.data, ...adminAddress(parsed.data) } };
}

/** Without a webhook HOST:PORT serves nothing else. With one, health and numbers have a port of their own that only this machine reaches. */
function adminAddress({
  BOT_TRANSPORT,
  HOST,
  PORT,
  ADMIN_HOST,
  ADMIN_PORT,
}: z.output<typeof configSchema>): AdminAddress {
  if (BOT_TRANSPORT === 'polling') return { ADMIN_HOST: ADMIN_HOST ?? HOST, ADMIN_PORT: ADMIN_PORT ?? PORT };
  // One port for both was asked for, so one address is meant too.
  if (ADMIN_PORT === PORT && PORT !== 0) return { ADMIN_HOST: ADMIN_HOST ?? HOST, ADMIN_PORT };
  return { ADMIN_HOST: ADMIN_HOST ?? '127.0.0.1', ADMIN_PORT: ADMIN_PORT ?? portBeside(PORT) };
}

/** A thousand further: ports next to each other are what the next process on the machine takes. 0 stays any free port. */
function portBeside(port: number): number {
  if (port === 0) return 0;
  return port + 1_000 <= 65_535 ? port + 1_000 : port - 1_000;
}

/** Where the database is: all that backup and restore need. */
export type DatabaseConfig = Pick<Config, 'DATABASE_URL' | 'DATA_DIR'>;

/** Reads only where the database is, as `readConfig` does; it throws where that is wrong. */
export function readDatabaseConfig(environment: Readonly<Record<string, string | undefined>>): DatabaseConfig {
  const parsed = configSchema.pick({ DATABASE_URL: true, DATA_DIR: true }).safeParse(givenIn(environment));
  if (parsed.success) return parsed.data;
  throw new Error(problemsIn(parsed.error).join('\n'));
}

/** What is set, without the blanks that files of settings and secrets leave around values. */
function givenIn(environment: Readonly<Record<string, string | undefined>>): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(environment).flatMap(([name, value = '']) => (value.trim() === '' ? [] : [[name, value.trim()]])),
  );
}

function problemsIn({ issues }: z.ZodError): readonly string[] {
  return issues.map(({ path, message }) => `${path.join('.')}: ${message}`);
}

/** What only shows in settings taken together; asked of the raw values, so that it is named beside what else is wrong. */
function combinationProblems(given: Readonly<Record<string, string | undefined>>): readonly string[] {
  const problems: string[] = [];
  const webhook = given.BOT_TRANSPORT === 'webhook';
  if (webhook && given.WEBHOOK_URL === undefined)
    problems.push('WEBHOOK_URL: is missing: a webhook needs its public https address');
  if (webhook && given.WEBHOOK_SECRET === undefined)
    problems.push('WEBHOOK_SECRET: is missing: a webhook needs a secret only Telegram knows');
  if (Number(given.SEND_RATE) > 30 && given.PAID_BROADCAST !== 'true')
    problems.push('SEND_RATE: above 30 needs PAID_BROADCAST=true (Telegram charges Stars for it)');
  return problems;
}

const port = z
  .string()
  .regex(/^\d{1,5}$/, 'must be a port number, 0 to 65535')
  .transform(Number)
  .refine((value) => value <= 65_535, 'must be a port number, 0 to 65535');

const configSchema = z.object({
  BOT_TOKEN: z
    .string({ error: 'is missing: ask @BotFather for a token' })
    .regex(/^\d{3,20}:[A-Za-z0-9_-]{20,100}$/, 'does not look like a token from @BotFather (123456789:AA…)'),
  TELEGRAM_API_ROOT: z
    .url({ protocol: /^https?$/, error: 'must be a web address, such as https://api.telegram.org' })
    .default('https://api.telegram.org')
    .transform((url) => url.replace(/\/+$/, '')),
  BOT_LIBRARY: z.enum(['grammy', 'telegraf'], { error: 'must be grammy or telegraf' }).default('grammy'),
  BOT_TRANSPORT: z.enum(['polling', 'webhook'], { error: 'must be polling or webhook' }).default('polling'),
  WEBHOOK_URL: z
    .url({ protocol: /^https?$/, error: 'must be the public https address Telegram delivers to' })
    .optional(),
  WEBHOOK_SECRET: z
    .string()
    .regex(/^[A-Za-z0-9_-]{16,256}$/, 'must be 16 to 256 characters of A-Z, a-z, 0-9, _ and -')
    .optional(),
  HOST: z.string().default('127.0.0.1'),
  PORT: port.default(8080),
  ADMIN_HOST: z.string().optional(),
  ADMIN_PORT: port.optional(),
  DATABASE_URL: z
    .url({ protocol: /^postgres(ql)?$/, error: 'must be like postgresql://user:password@host:5432/name' })
    .optional(),
  DATA_DIR: z.string().default('./data'),
  HR_TELEGRAM_IDS: z
    .string()
    .regex(/^\s*\d{1,16}\s*(,\s*\d{1,16}\s*)*$/, 'must be Telegram ids separated by commas, such as 111,222')
    .default('')
    .transform(
      (text) =>
        new Set(
          text
            .split(',')
            .filter((id) => id.trim() !== '')
            .map(Number),
        ),
    ),
  TIME_ZONE: z
    .string()
    .default('Asia/Jakarta')
    .transform((text, context) => {
      const zone = readZone(text);
      if (zone) return zone;
      context.addIssue({
        code: 'custom',
        message: 'must be WIB, WITA, WIT, Asia/Jakarta, Asia/Makassar or Asia/Jayapura',
      });
      return z.NEVER;
    }),
  LOCALE: z.enum(['id', 'en'], { error: 'must be id or en' }).default('id'),
  SEND_RATE: z
    .string()
    .regex(/^\d{1,4}$/, 'must be messages a second, 1 to 1000')
    .default('25')
    .transform(Number)
    .refine((rate) => rate >= 1 && rate <= 1000, 'must be messages a second, 1 to 1000'),
  PAID_BROADCAST: z
    .enum(['true', 'false'], { error: 'must be true or false' })
    .default('false')
    .transform((text) => text === 'true'),
  REMINDER_CRON: z
    .string()
    .regex(/^\S+(\s+\S+){4,5}$/, 'must be a cron expression of five or six fields, such as */15 * * * *')
    .default('*/15 * * * *'),
  LOG_LEVEL: z
    .enum(['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'], {
      error: 'must be trace, debug, info, warn, error, fatal or silent',
    })
    .default('info'),
});
