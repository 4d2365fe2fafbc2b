/** Data of the poll buttons. `index` counts the framework's indicators from 0. */
export const pollData = {
  home: (key: string): string => `poll.home:${key}`,
  start: (key: string): string => `poll.start:${key}`,
  show: (id: number): string => `poll.show:${id}`,
  vote: (id: number): string => `poll.vote:${id}`,
  report: (id: number): string => `poll.report:${id}`,
  comments: (id: number, index: number, page: number): string => `poll.comments:${id}:${index}:${page}`,
  invite: (id: number): string => `poll.invite:${id}`,
  askClose: (id: number): string => `poll.ask-close:${id}`,
  close: (id: number): string => `poll.close:${id}`,
  publish: (id: number): string => `poll.publish:${id}`,
} as const;
