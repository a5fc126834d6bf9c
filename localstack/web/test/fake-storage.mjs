/** A browser's storage in memory; `broken` is that of a window that keeps nothing. */
export function fakeStorage({ broken = false } = {}) {
  const items = new Map();
  const refuse = () => {
    if (broken) {
      throw new DOMException("no storage here");
    }
  };
  return {
    getItem: (key) => {
      refuse();
      return items.get(key) ?? null;
    },
    setItem: (key, value) => {
      refuse();
      items.set(key, String(value));
    },
    removeItem: (key) => {
      refuse();
      items.delete(key);
    },
  };
}
