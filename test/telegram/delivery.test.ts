import { describe, expect, it } from 'vitest';
import { deliveryOf } from '../../src/telegram/delivery.ts';
import { networkFailure } from '../../src/telegram/network-failure.ts';

describe('what a refusal means for the message', () => {
  it.each([
    [403, 'Forbidden: bot was blocked by the user', 'blocked'],
    [403, 'Forbidden: user is deactivated', 'blocked'],
    [403, "Forbidden: bot can't initiate conversation with a user", 'blocked'],
    [400, 'Bad Request: chat not found', 'blocked'],
    [400, 'Bad Request: message is not modified: specified new message content …', 'unchanged'],
    [400, 'Bad Request: message to edit not found', 'gone'],
    [400, "Bad Request: message can't be edited", 'gone'],
    [400, 'Bad Request: there is no text in the message to edit', 'gone'],
    [400, "Bad Request: can't parse entities: Unsupported start tag", 'failed'],
    [413, 'Request Entity Too Large', 'failed'],
    [500, 'Internal Server Error', 'unreachable'],
    [502, 'Bad Gateway', 'unreachable'],
    [504, 'Gateway Timeout', 'unknown'],
    [401, 'Unauthorized', 'unreachable'],
  ])('%i %s: %s', (code, description, state) => {
    expect(deliveryOf({ kind: 'refused', code, description, retryAfter: null }).state).toBe(state);
  });

  it('names the seconds to wait after too many requests', () => {
    const refused = { kind: 'refused', code: 429, description: 'Too Many Requests: retry after 17' } as const;
    expect(deliveryOf({ ...refused, retryAfter: 17 })).toEqual({ state: 'wait', seconds: 17 });
    expect(deliveryOf({ ...refused, retryAfter: null })).toEqual({ state: 'wait', seconds: 5 });
  });
});

describe('a request that brought no answer', () => {
  const url = 'http://host/bot1:secret/sendMessage';
  it.each([
    ['refused connection', 'system', 'ECONNREFUSED', 'connect ECONNREFUSED 127.0.0.1:1', 'not-sent'],
    ['unknown host', 'system', 'ENOTFOUND', 'getaddrinfo ENOTFOUND host', 'not-sent'],
    ['no route in time', 'system', 'ETIMEDOUT', 'connect ETIMEDOUT 1.2.3.4:443', 'not-sent'],
    ['several addresses tried in vain', 'system', 'ETIMEDOUT', '', 'not-sent'],
    ['certificate', 'system', 'CERT_HAS_EXPIRED', 'certificate has expired', 'not-sent'],
    [
      'lost before the handshake ended',
      'system',
      'ECONNRESET',
      'Client network socket disconnected before secure TLS connection was established',
      'not-sent',
    ],
    ['a page of a proxy instead of an answer', 'invalid-json', undefined, 'Unexpected token <', 'not-sent'],
    ['reset', 'system', 'ECONNRESET', 'read ECONNRESET', 'unsure'],
    ['socket hang up', 'system', 'ECONNRESET', 'socket hang up', 'unsure'],
    ['silence on an open connection', 'system', 'ETIMEDOUT', 'read ETIMEDOUT', 'unsure'],
    ['broken pipe', 'system', 'EPIPE', 'write EPIPE', 'unsure'],
    ['answer cut short', 'system', 'ERR_STREAM_PREMATURE_CLOSE', 'Premature close', 'unsure'],
    ['request time-out', 'request-timeout', undefined, 'network timeout', 'unsure'],
  ])('%s', (_, type, code, reason, kind) => {
    const message = `request to ${url} failed, reason: ${reason}`;
    const failure = networkFailure(Object.assign(new Error(message), code === undefined ? { type } : { type, code }));
    expect(failure?.kind).toBe(kind);
    expect(JSON.stringify(failure)).not.toContain('secret');
  });

  it('is told apart from a bug', () => {
    expect(networkFailure(new TypeError('x is not a function'))).toBeNull();
  });
});
