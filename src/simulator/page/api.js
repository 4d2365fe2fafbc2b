/** The simulator's control API. Every call rejects with an `Error` whose message can be shown. */
export const api = {
  state: () => request('GET', 'sim/state'),
  sendText: (personId, text) => request('POST', `${person(personId)}/text`, { text }),
  press: (personId, messageId, row, column) => request('POST', `${person(personId)}/press`, { messageId, row, column }),
  block: (personId) => request('POST', `${person(personId)}/block`, {}),
  unblock: (personId) => request('POST', `${person(personId)}/unblock`, {}),
  advanceClock: (advanceMs) => request('POST', 'sim/clock', { advanceMs }),
  /** Chooses what to see; null leads back to the choice. */
  choose: (key) => request('POST', 'sim/choice', { key }),
  moveClock: (to) => request('POST', 'sim/clock', { to }),
  /** `as` is `photo` or `document`. The fields come before the file, so that the server knows them when the bytes arrive. */
  sendFile(personId, file, caption, as) {
    const form = new FormData();
    form.append('caption', caption);
    form.append('as', as);
    form.append('file', file, file.name);
    return request('POST', `${person(personId)}/file`, form);
  },
};

/** Address of a file's bytes. */
export function fileUrl(fileId) {
  return `sim/files/${encodeURIComponent(fileId)}`;
}

/** Nobody answered: the demo is stopped or the network is gone. */
export class Unreachable extends Error {}

function person(id) {
  return `sim/people/${encodeURIComponent(id)}`;
}

async function request(method, path, body) {
  const json = body !== undefined && !(body instanceof FormData);
  const response = await fetch(path, {
    method,
    headers: json ? { 'content-type': 'application/json' } : {},
    body: json ? JSON.stringify(body) : body,
  }).catch((cause) => {
    throw new Unreachable('unreachable', { cause });
  });
  const text = await response.text();
  if (!response.ok) throw new Error(reasonIn(text) || `${response.status} ${response.statusText}`);
  return text ? JSON.parse(text) : null;
}

function reasonIn(text) {
  try {
    const body = JSON.parse(text);
    return String(body.message ?? body.error ?? body.description ?? '');
  } catch {
    return text.slice(0, 200);
  }
}
