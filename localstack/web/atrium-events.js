/**
 * Named events with handlers. A handler that throws does not keep the next one from running: its
 * error surfaces on its own, as an uncaught one.
 */
export class Events {
  /** @type {Map<string, Set<(payload: any) => void>>} */
  #handlers = new Map();

  /**
   * Calls `handler` for every event named `type`, until the returned function is called.
   * @param {string} type
   * @param {(payload: any) => void} handler
   * @returns {() => void} stops it
   */
  on(type, handler) {
    let handlers = this.#handlers.get(type);
    if (!handlers) {
      handlers = new Set();
      this.#handlers.set(type, handlers);
    }
    handlers.add(handler);
    return () => handlers.delete(handler);
  }

  /**
   * @param {string} type
   * @param {any} [payload]
   */
  emit(type, payload) {
    for (const handler of [...(this.#handlers.get(type) ?? [])]) {
      try {
        handler(payload);
      } catch (error) {
        queueMicrotask(() => {
          throw error;
        });
      }
    }
  }
}
