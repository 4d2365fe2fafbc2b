import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parse, parseAllDocuments } from 'yaml';
import { z } from 'zod';
import { readConfig } from '../../src/config.ts';
import { productFile } from '../../src/root.ts';

const read = (name: string) => readFileSync(productFile(name), 'utf8');

/** What the bot makes of these settings; fails on one that it does not know. */
function configOf(settings: Readonly<Record<string, string>>) {
  const result = readConfig(settings);
  if (!result.ok) throw new Error(result.problems.join('\n'));
  for (const name of Object.keys(settings)) expect(Object.keys(result.config)).toContain(name);
  return result.config;
}

describe('compose.yaml', () => {
  const serviceSchema = z.object({
    read_only: z.literal(true),
    cap_drop: z.tuple([z.literal('ALL')]),
    security_opt: z.tuple([z.literal('no-new-privileges:true')]),
    user: z.string().optional(),
    stop_grace_period: z.string().optional(),
    environment: z.record(z.string(), z.string()),
    deploy: z.object({ replicas: z.number() }).optional(),
    ports: z.array(z.string()).optional(),
  });
  const { services } = z
    .object({ services: z.record(z.string(), serviceSchema) })
    .parse(parse(read('compose.yaml'), { merge: true }));
  const filled = (service: z.output<typeof serviceSchema> | undefined) =>
    Object.fromEntries(
      Object.entries(service?.environment ?? {}).map(([name, value]) => [
        name,
        value.replace(/\$\{POSTGRES_PASSWORD[^}]*\}/, 'abc').replace(/\$\{PUBLIC_HOST[^}]*\}/, 'kinerja.example.go.id'),
      ]),
    );
  const secrets = { BOT_TOKEN: '123456789:AAreplace-with-the-token-from-BotFather' };

  it('runs every container read-only, without capabilities, and bot and database as ordinary users', () => {
    expect(Object.keys(services).sort()).toEqual(['bot', 'bot-polling', 'database', 'proxy']);
    for (const name of ['bot', 'bot-polling', 'database']) expect(services[name]?.user).toMatch(/^[1-9]\d*:[1-9]\d*$/);
  });

  it('starts three bots for webhooks with settings the bot understands, and one where it polls', () => {
    const webhook = configOf({ ...filled(services.bot), ...secrets, WEBHOOK_SECRET: 'a-secret-only-for-tests' });
    expect(webhook).toMatchObject({ BOT_TRANSPORT: 'webhook', WEBHOOK_URL: 'https://kinerja.example.go.id/telegram' });
    expect(services.bot?.deploy?.replicas).toBe(3);
    expect(configOf({ ...filled(services['bot-polling']), ...secrets }).BOT_TRANSPORT).toBe('polling');
    expect(services['bot-polling']?.deploy?.replicas).toBe(1);
  });

  it('opens only the proxy to the outside, which passes the webhook to the port the bots listen on', () => {
    expect(Object.entries(services).flatMap(([name, { ports }]) => (ports ? [name] : []))).toEqual(['proxy']);
    const caddyfile = read('deploy/Caddyfile');
    expect(caddyfile).toMatch(/path \/telegram\n/);
    expect(caddyfile).toContain(`dynamic a bot ${services.bot?.environment.PORT} {`);
    expect(caddyfile).toContain('X-Telegram-Bot-Api-Secret-Token delete');
  });
});

describe('deploy/kubernetes.yaml', () => {
  const documents = parseAllDocuments(read('deploy/kubernetes.yaml')).map((document) => {
    expect(document.errors).toEqual([]);
    const content: unknown = document.toJS();
    return content;
  });
  const find = <Schema extends z.ZodType>(kind: string, schema: Schema): z.output<Schema> =>
    schema.parse(documents.find((each) => z.looseObject({ kind: z.literal(kind) }).safeParse(each).success));
  const probe = z.object({ httpGet: z.object({ path: z.string(), port: z.string() }) });
  const deployment = find(
    'Deployment',
    z.object({
      spec: z.object({
        replicas: z.number(),
        template: z.object({
          spec: z.object({
            securityContext: z.object({ runAsNonRoot: z.boolean(), runAsUser: z.number() }),
            terminationGracePeriodSeconds: z.number(),
            containers: z.tuple([
              z.object({
                ports: z.array(z.object({ name: z.string(), containerPort: z.number() })),
                startupProbe: probe,
                livenessProbe: probe,
                readinessProbe: probe,
                lifecycle: z.object({ preStop: z.object({ exec: z.object({ command: z.array(z.string()) }) }) }),
                securityContext: z.object({
                  allowPrivilegeEscalation: z.boolean(),
                  readOnlyRootFilesystem: z.boolean(),
                  capabilities: z.object({ drop: z.array(z.string()) }),
                }),
              }),
            ]),
          }),
        }),
      }),
    }),
  ).spec;
  const pod = deployment.template.spec;
  const [container] = pod.containers;
  const settings = z.record(z.string(), z.string());
  const config = configOf({
    ...find('ConfigMap', z.object({ data: settings })).data,
    ...find('Secret', z.object({ stringData: settings })).stringData,
  });

  it('runs three processes as an ordinary user, read-only and without capabilities', () => {
    expect(deployment.replicas).toBe(3);
    expect(pod.securityContext).toEqual({ runAsNonRoot: true, runAsUser: 1000 });
    expect(container.securityContext).toEqual({
      allowPrivilegeEscalation: false,
      readOnlyRootFilesystem: true,
      capabilities: { drop: ['ALL'] },
    });
  });

  it('asks for life and readiness where the bot answers them, apart from the webhook', () => {
    const ports = new Map(container.ports.map(({ name, containerPort }) => [name, containerPort]));
    expect(ports.get('webhook')).toBe(config.PORT);
    expect(ports.get('admin')).toBe(config.ADMIN_PORT);
    expect(config.ADMIN_PORT).not.toBe(config.PORT);
    expect(container.startupProbe.httpGet).toEqual({ path: '/livez', port: 'admin' });
    expect(container.livenessProbe.httpGet).toEqual({ path: '/livez', port: 'admin' });
    expect(container.readinessProbe.httpGet).toEqual({ path: '/healthz', port: 'admin' });
  });

  it('leaves time to finish what is in hand after nothing new is routed', () => {
    const [command, seconds] = container.lifecycle.preStop.exec.command;
    expect(command).toBe('sleep');
    // A request to Telegram may take 30 s.
    expect(pod.terminationGracePeriodSeconds).toBeGreaterThan(Number(seconds) + 30);
  });

  it('lets only the path of the webhook in', () => {
    const path = z.object({
      path: z.string(),
      pathType: z.literal('Exact'),
      backend: z.object({ service: z.object({ port: z.object({ name: z.literal('webhook') }) }) }),
    });
    const rule = z.object({ host: z.string(), http: z.object({ paths: z.tuple([path]) }) });
    const [{ host, http }] = find('Ingress', z.object({ spec: z.object({ rules: z.tuple([rule]) }) })).spec.rules;
    expect(`https://${host}${http.paths[0].path}`).toBe(config.WEBHOOK_URL);
  });
});
