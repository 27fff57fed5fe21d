/*
 * The lowest and highest amplitude of stretches of A-law codes, sixteen at a time. Built by `npm run kernel`. What it
 * means stands in main/audio/peaks.ts.
 */

typedef unsigned char u8;
typedef signed char i8;
typedef u8 v16 __attribute__((vector_size(16)));
typedef i8 s16 __attribute__((vector_size(16)));

#define EXPORT(name) __attribute__((export_name(#name))) name
/* Codes a point, and points that are measured together; as in index.ts. */
#define POINT 80
#define POINTS 4096

v16 codes[POINT * POINTS / 16];
i8 pairs[2 * POINTS];
/* The amplitude of each rank: codes in the order of what they mean, the loudest negative first. */
i8 amplitude[256];

/* A code is a sign, set for positive, and a magnitude, with every other bit turned. */
static v16 rank(v16 code) {
  v16 bits = code ^ 0x55;
  v16 positive = (v16)((s16)bits >> 7);
  return bits ^ (~positive & 0x7f);
}

void EXPORT(measure)(int points) {
  for (int point = 0; point < points; point++) {
    const v16 *part = codes + point * (POINT / 16);
    v16 low = rank(part[0]);
    v16 high = low;
    for (int i = 1; i < POINT / 16; i++) {
      v16 ranks = rank(part[i]);
      low = __builtin_elementwise_min(low, ranks);
      high = __builtin_elementwise_max(high, ranks);
    }
    pairs[2 * point] = amplitude[__builtin_reduce_min(low)];
    pairs[2 * point + 1] = amplitude[__builtin_reduce_max(high)];
  }
}
