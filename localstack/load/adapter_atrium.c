/* Atrium's binary subprotocol atrium.v1 (shared-model/docs/protocol.md) for the neutral load generator.
 *  --opt tickets=FILE   one ticket a line, client 0 first, as LoadHost writes them */
#include "load.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
static char **tickets; static int ticket_count;
static void read_tickets(void) {
  FILE *f = fopen(opt("tickets", "tickets"), "r"); char line[2048]; int cap = 0;
  while (f && fgets(line, sizeof line, f)) {
    line[strcspn(line, "\n")] = 0;
    if (ticket_count == cap) tickets = realloc(tickets, (cap = cap ? cap * 2 : 1024) * sizeof *tickets);
    tickets[ticket_count++] = strdup(line);
  }
  if (f) fclose(f);
}
/* The generator writes the path into the request line: here it brings a header along. */
static void path(Client *c) { snprintf(c->path, sizeof c->path, "/play HTTP/1.1\r\nSec-WebSocket-Protocol: atrium.v1\r\nX-Rest-Of-Request-Line: /"); }
static void on_open(Client *c) {
  if (!tickets) read_tickets();
  if (c->idx >= ticket_count) return;
  char m[560]; int n = snprintf(m, sizeof m, "{\"action\":\"enter\",\"ticket\":\"%s\",\"nonce\":\"%064d\"}", tickets[c->idx], 0);
  if (n < (int)sizeof m) ws_send(c, 1, (uint8_t *)m, n);
}
static size_t put(uint64_t v, uint8_t *o) { size_t n = 0; while (v > 0x7f) { o[n++] = v | 0x80; v >>= 7; } o[n++] = v; return n; }
static int get(const uint8_t **p, const uint8_t *e, uint64_t *v) {
  *v = 0; for (int s = 0; s < 63 && *p < e; s += 7) { uint8_t b = *(*p)++; *v |= (uint64_t)(b & 0x7f) << s; if (b < 0x80) return 1; } return 0;
}
static size_t enc(Client *c, uint32_t s, int dx, int dy, uint8_t *o, int *op) {
  (void)c; static const uint8_t way[3][3] = {{7, 0, 1}, {6, 8, 2}, {5, 4, 3}}; /* [dy + 1][dx + 1] */
  size_t n = 0; *op = 2; o[n++] = 3; n += put(s, o + n); n += put(0, o + n); o[n++] = way[dy + 1][dx + 1]; return n;
}
/* a0 seat, a1 inputs of it that were applied, a2 its place among the seats, a3 how many seats */
static int msg(Client *c, int op, const uint8_t *p, size_t n, uint32_t *last) {
  const uint8_t *e = p + n; uint64_t v, x;
  if (op == 1) {
    const char *q = memmem(p, n, "\"type\":\"entered\"", 16) ? memmem(p, n, "\"seat\":", 7) : NULL;
    if (q) { c->a0 = atoi(q + 7); return EV_JOINED; }
    return EV_NONE;
  }
  if (n < 2) return EV_ERROR;
  int kind = *p++ & 0x0f;
  if (kind == 1) {
    for (int i = 0; i < 4; i++) if (!get(&p, e, &v)) return EV_ERROR;
    if (!get(&p, e, &v)) return EV_ERROR;
    c->a3 = v;
    for (uint32_t i = 0; i < c->a3; i++) {
      uint64_t seat, lag; if (!get(&p, e, &seat) || !get(&p, e, &x) || !get(&p, e, &lag)) return EV_ERROR;
      if (seat == c->a0) { c->a1 = x; c->a2 = i; }
    }
  } else if (kind == 2) {
    if (!get(&p, e, &v) || !get(&p, e, &v)) return EV_ERROR;
    size_t bytes = (c->a3 * 2 + 3) / 4; const uint8_t *pairs = p; if ((size_t)(e - p) < bytes) return EV_ERROR; p += bytes;
    for (uint32_t i = 0; i <= c->a2 * 2; i++) {
      uint64_t step = pairs[i >> 2] >> ((i & 3) * 2) & 3;
      if (step == 3 && !get(&p, e, &step)) return EV_ERROR;
      if (i == c->a2 * 2) c->a1 += step;
    }
  } else return EV_ERROR;
  *last = c->a1; return EV_STATE | EV_ACK;
}
const Adapter adapter_atrium = { "atrium", "Atrium's room host, atrium.v1", NULL, path, on_open, enc, msg };
