import type { App } from '../core/app.ts';
import type { AppSettings } from '../core/settings.ts';

/** What finding who is due needs of the app: the database and these settings. */
export interface Base<Setting extends keyof AppSettings> extends Pick<App, 'database'> {
  readonly settings: Pick<AppSettings, Setting>;
}
