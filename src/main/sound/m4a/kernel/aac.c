/*
 * The inner loops of the AAC decoder: the spectrum's codes, and lines to samples. Built by `npm run kernel`.
 * What they mean stands in domain/aac: spectrum.ts, imdct.ts, filter-bank.ts. The tables come from there, too.
 */

typedef unsigned char u8;
typedef unsigned short u16;
typedef unsigned int u32;
typedef unsigned long long u64;
typedef float f4 __attribute__((vector_size(16)));
typedef float f4u __attribute__((vector_size(16), aligned(4)));

#define FRAME_LINES 1024
#define SHORT_LINES 128
#define FLAT ((FRAME_LINES - SHORT_LINES) / 2)
#define SHORT 2
#define START 1
#define STOP 3
#define NOISE_BOOK 13
#define ESCAPE_BOOK 11
#define ESCAPE_LEVEL 16
#define MOST_ESCAPE_BITS 8

/* Filled from outside; 81920 is the longest frame and as much as a damaged one may be read past its end. */
u8 frame[81920 + 16];
u8 books[2][128];
float gains[2][128];
float lines[2][FRAME_LINES];
u8 groups[8];
u16 starts[64];
int codes[16384];
/* Per book: where its codes begin, how many bits are looked up first. */
int codes_at[12], codes_bits[12];
float power[8192];
float signed_power[16];

/* Cosines and sines before and after the transform, those of its stages, the slopes of both shapes. */
float turns_long[FRAME_LINES], turns_short[SHORT_LINES];
float stages_long[2 * FRAME_LINES], stages_short[2 * SHORT_LINES];
float slopes_long[2][FRAME_LINES], slopes_short[2][SHORT_LINES];
float spectrum_in[FRAME_LINES];
float samples_out[FRAME_LINES];

static float sums[2 * FRAME_LINES];
static float values[FRAME_LINES];
static float work[4][FRAME_LINES / 2];

typedef struct {
  const u8 *next;
  u64 word; /* the next bit is the highest */
  int left;
} bits;

static inline void refill(bits *b) {
  if (b->left > 32) return;
  u32 more;
  __builtin_memcpy(&more, b->next, 4);
  b->word |= (u64)__builtin_bswap32(more) << (32 - b->left);
  b->next += 4;
  b->left += 32;
}

static inline void drop(bits *b, int count) {
  b->word <<= count;
  b->left -= count;
}

static inline int meaning(bits *b, const int *table, int first) {
  int entry = table[b->word >> (64 - first)];
  if (entry < 0) {
    int rest = ~entry & 31;
    entry = table[(~entry >> 5) + (int)((b->word << first) >> (64 - rest))];
  }
  drop(b, entry & 31);
  return entry >> 5;
}

/* The next bit is the sign, unless the value is zero: then there is none. */
static inline float with_sign(bits *b, int value, float size) {
  int has = value != 0;
  union { float f; u32 u; } one = {size};
  one.u ^= (u32)(b->word >> 63) << 31;
  drop(b, has);
  return has ? one.f : 0;
}

static int escape(bits *b) {
  refill(b);
  int ones = 0;
  for (; b->word >> 63; ones++) {
    if (ones == MOST_ESCAPE_BITS) return -1;
    drop(b, 1);
  }
  drop(b, 1);
  int count = ones + 4;
  int value = (1 << count) + (int)(b->word >> (64 - count));
  drop(b, count);
  return value;
}

static int take_band(bits *b, int book, float *out, int count, float gain) {
  const int *table = codes + codes_at[book];
  int first = codes_bits[book];
  if (book <= 2) {
    for (int i = 0; i < count; i += 4) {
      refill(b);
      int m = meaning(b, table, first);
      out[i] = ((m >> 6) - 1) * gain;
      out[i + 1] = ((m >> 4 & 3) - 1) * gain;
      out[i + 2] = ((m >> 2 & 3) - 1) * gain;
      out[i + 3] = ((m & 3) - 1) * gain;
    }
  } else if (book <= 4) {
    for (int i = 0; i < count; i += 4) {
      refill(b);
      int m = meaning(b, table, first);
      for (int k = 0; k < 4; k++) {
        int value = m >> (6 - 2 * k) & 3;
        out[i + k] = with_sign(b, value, power[value] * gain);
      }
    }
  } else if (book <= 6) {
    for (int i = 0; i < count; i += 2) {
      refill(b);
      int m = meaning(b, table, first);
      out[i] = signed_power[m >> 5 & 15] * gain;
      out[i + 1] = signed_power[m & 15] * gain;
    }
  } else if (book < ESCAPE_BOOK) {
    for (int i = 0; i < count; i += 2) {
      refill(b);
      int m = meaning(b, table, first);
      out[i] = with_sign(b, m >> 5, power[m >> 5] * gain);
      out[i + 1] = with_sign(b, m & 31, power[m & 31] * gain);
    }
  } else {
    for (int i = 0; i < count; i += 2) {
      refill(b);
      int m = meaning(b, table, first);
      int one = m >> 5, two = m & 31;
      float one_gain = with_sign(b, one, gain), two_gain = with_sign(b, two, gain);
      if (one == ESCAPE_LEVEL) one = escape(b);
      if (two == ESCAPE_LEVEL) two = escape(b);
      if ((one | two) < 0) return 0;
      out[i] = power[one] * one_gain;
      out[i + 1] = power[two] * two_gain;
    }
  }
  return 1;
}

/* The lines of a channel, from the bit `at` on; gives the bit after them, or -1 for an escape that is too long. */
__attribute__((export_name("spectrum")))
int spectrum(int channel, int at, int group_count, int most_band, int window_lines) {
  bits b = {frame + (at >> 3), 0, 0};
  refill(&b);
  drop(&b, at & 7);
  float *to = lines[channel];
  __builtin_memset(to, 0, sizeof lines[0]);
  for (int group = 0; group < group_count; group++) {
    for (int band = 0; band < most_band; band++) {
      int book = books[channel][group * most_band + band];
      if (book == 0 || book >= NOISE_BOOK) continue;
      float gain = gains[channel][group * most_band + band];
      int from = starts[band], count = starts[band + 1] - from;
      for (int window = 0; window < groups[group]; window++)
        if (!take_band(&b, book, to + window * window_lines + from, count, gain)) return -1;
    }
    to += groups[group] * window_lines;
  }
  return (int)(b.next - frame) * 8 - b.left;
}

#define SHUFFLE __builtin_shufflevector
#define LOAD(p) (*(const f4u *)(p))
#define STORE(p, v) (*(f4u *)(p) = (v))
#define TURNED(v) SHUFFLE(v, v, 3, 2, 1, 0)

/*
 * One stage of four: x is n groups of s values, y is where they go in order, so that nothing has to be put in
 * order before or after. w holds the cosines and sines of one, two and three times p / n.
 */
static void stage(int n, int s, const float *w, const float *xr, const float *xi, float *yr, float *yi) {
  int quarter = n / 4;
  if (s == 1) {
    for (int p = 0; p < quarter; p += 4) {
      f4 ar = LOAD(xr + p), br = LOAD(xr + p + quarter), cr = LOAD(xr + p + 2 * quarter), dr = LOAD(xr + p + 3 * quarter);
      f4 ai = LOAD(xi + p), bi = LOAD(xi + p + quarter), ci = LOAD(xi + p + 2 * quarter), di = LOAD(xi + p + 3 * quarter);
      f4 er = ar + cr, ei = ai + ci, gr = ar - cr, gi = ai - ci;
      f4 fr = br + dr, fi = bi + di, hr = br - dr, hi = bi - di;
      f4 c1 = LOAD(w + p), s1 = LOAD(w + quarter + p), c2 = LOAD(w + 2 * quarter + p);
      f4 s2 = LOAD(w + 3 * quarter + p), c3 = LOAD(w + 4 * quarter + p), s3 = LOAD(w + 5 * quarter + p);
      f4 r0 = er + fr, i0 = ei + fi;
      f4 ur = gr + hi, ui = gi - hr, r1 = ur * c1 - ui * s1, i1 = ur * s1 + ui * c1;
      f4 vr = er - fr, vi = ei - fi, r2 = vr * c2 - vi * s2, i2 = vr * s2 + vi * c2;
      f4 wr = gr - hi, wi = gi + hr, r3 = wr * c3 - wi * s3, i3 = wr * s3 + wi * c3;
#define FOUR(out, a, b, c, d) do { \
    f4 ab0 = SHUFFLE(a, b, 0, 4, 1, 5), ab1 = SHUFFLE(a, b, 2, 6, 3, 7); \
    f4 cd0 = SHUFFLE(c, d, 0, 4, 1, 5), cd1 = SHUFFLE(c, d, 2, 6, 3, 7); \
    STORE((out), SHUFFLE(ab0, cd0, 0, 1, 4, 5)); STORE((out) + 4, SHUFFLE(ab0, cd0, 2, 3, 6, 7)); \
    STORE((out) + 8, SHUFFLE(ab1, cd1, 0, 1, 4, 5)); STORE((out) + 12, SHUFFLE(ab1, cd1, 2, 3, 6, 7)); \
  } while (0)
      FOUR(yr + 4 * p, r0, r1, r2, r3);
      FOUR(yi + 4 * p, i0, i1, i2, i3);
    }
    return;
  }
  for (int p = 0; p < quarter; p++) {
    float c1 = w[p], s1 = w[quarter + p], c2 = w[2 * quarter + p];
    float s2 = w[3 * quarter + p], c3 = w[4 * quarter + p], s3 = w[5 * quarter + p];
    const float *pr = xr + s * p, *pi = xi + s * p;
    float *qr = yr + 4 * s * p, *qi = yi + 4 * s * p;
    int far = s * quarter;
    for (int q = 0; q < s; q += 4) {
      f4 ar = LOAD(pr + q), br = LOAD(pr + q + far), cr = LOAD(pr + q + 2 * far), dr = LOAD(pr + q + 3 * far);
      f4 ai = LOAD(pi + q), bi = LOAD(pi + q + far), ci = LOAD(pi + q + 2 * far), di = LOAD(pi + q + 3 * far);
      f4 er = ar + cr, ei = ai + ci, gr = ar - cr, gi = ai - ci;
      f4 fr = br + dr, fi = bi + di, hr = br - dr, hi = bi - di;
      f4 ur = gr + hi, ui = gi - hr, vr = er - fr, vi = ei - fi, wr = gr - hi, wi = gi + hr;
      STORE(qr + q, er + fr);
      STORE(qi + q, ei + fi);
      STORE(qr + q + s, ur * c1 - ui * s1);
      STORE(qi + q + s, ur * s1 + ui * c1);
      STORE(qr + q + 2 * s, vr * c2 - vi * s2);
      STORE(qi + q + 2 * s, vr * s2 + vi * c2);
      STORE(qr + q + 3 * s, wr * c3 - wi * s3);
      STORE(qi + q + 3 * s, wr * s3 + wi * c3);
    }
  }
}

/* The cosine transform of type IV, which is all of an IMDCT but its mirrored halves. */
static void transform(int size, const float *turns, const float *w, const float *in) {
  int half = size / 2;
  float scale = 1.0f / size;
  float *xr = work[0], *xi = work[1], *yr = work[2], *yi = work[3];
  for (int i = 0; i < half; i += 4) {
    f4 low0 = LOAD(in + 2 * i), low1 = LOAD(in + 2 * i + 4);
    f4 high0 = LOAD(in + size - 8 - 2 * i), high1 = LOAD(in + size - 4 - 2 * i);
    f4 a = SHUFFLE(low0, low1, 0, 2, 4, 6), b = SHUFFLE(high1, high0, 3, 1, 7, 5);
    f4 c = LOAD(turns + i), s = LOAD(turns + half + i);
    STORE(xr + i, a * c - b * s);
    STORE(xi + i, a * s + b * c);
  }
  int n = half, s = 1;
  for (; n >= 4; n /= 4, s *= 4) {
    stage(n, s, w, xr, xi, yr, yi);
    w += 6 * (n / 4);
    float *r = xr, *i = xi;
    xr = yr, xi = yi, yr = r, yi = i;
  }
  if (n == 2) {
    for (int q = 0; q < s; q += 4) {
      f4 ar = LOAD(xr + q), ai = LOAD(xi + q), br = LOAD(xr + q + s), bi = LOAD(xi + q + s);
      STORE(xr + q, ar + br);
      STORE(xi + q, ai + bi);
      STORE(xr + q + s, ar - br);
      STORE(xi + q + s, ai - bi);
    }
  }
  for (int i = 0; i < half; i += 4) {
    /* Even values upwards, odd ones from the other end. */
    int j = half - 4 - i;
    f4 c = LOAD(turns + i), s1 = LOAD(turns + half + i), a = LOAD(xr + i), b = LOAD(xi + i);
    f4 d = LOAD(turns + j), s2 = LOAD(turns + half + j), e = LOAD(xr + j), f = LOAD(xi + j);
    f4 even = (a * c - b * s1) * scale, odd = TURNED((e * s2 + f * d) * -scale);
    STORE(values + 2 * i, SHUFFLE(even, odd, 0, 4, 1, 5));
    STORE(values + 2 * i + 4, SHUFFLE(even, odd, 2, 6, 3, 7));
  }
}

/* The first half of a window; `size` and what is flat around its slope are multiples of 8. */
static void add_rise(float *to, int size, const float *slope, int slope_size) {
  int half = size / 2, flat = (size - slope_size) / 2;
  for (int i = 0; i < half; i += 4) {
    f4 value = LOAD(values + half + i), gain = {1, 1, 1, 1};
    float *mirrored = to + size - 4 - i;
    if (i >= flat) {
      STORE(to + i, LOAD(to + i) + value * LOAD(slope + i - flat));
      gain = LOAD(slope + slope_size - 4 - (i - flat));
    }
    STORE(mirrored, LOAD(mirrored) - TURNED(value) * gain);
  }
}

/* The second half. */
static void add_fall(float *to, int size, const float *slope, int slope_size) {
  int half = size / 2, flat = (size - slope_size) / 2;
  for (int i = 0; i < half; i += 4) {
    f4 backwards = LOAD(values + half - 4 - i), value = TURNED(backwards), gain = {1, 1, 1, 1};
    float *mirrored = to + size - 4 - i;
    if (i >= flat) {
      STORE(mirrored, LOAD(mirrored) - backwards * TURNED(LOAD(slope + i - flat)));
      gain = TURNED(LOAD(slope + slope_size - 4 - (i - flat)));
    }
    STORE(to + i, LOAD(to + i) - value * gain);
  }
}

/* Adds the spectrum in `spectrum_in` to this frame and the next. */
__attribute__((export_name("add")))
void add(int sequence, int shape, int before) {
  const float *rise = slopes_short[before], *fall = slopes_short[shape];
  if (sequence == SHORT) {
    for (int window = 0; window < 8; window++) {
      float *to = sums + FLAT + window * SHORT_LINES;
      transform(SHORT_LINES, turns_short, stages_short, spectrum_in + window * SHORT_LINES);
      add_rise(to, SHORT_LINES, window == 0 ? rise : fall, SHORT_LINES);
      add_fall(to + SHORT_LINES, SHORT_LINES, fall, SHORT_LINES);
    }
    return;
  }
  transform(FRAME_LINES, turns_long, stages_long, spectrum_in);
  if (sequence == STOP) add_rise(sums, FRAME_LINES, rise, SHORT_LINES);
  else add_rise(sums, FRAME_LINES, slopes_long[before], FRAME_LINES);
  if (sequence == START) add_fall(sums + FRAME_LINES, FRAME_LINES, fall, SHORT_LINES);
  else add_fall(sums + FRAME_LINES, FRAME_LINES, slopes_long[shape], FRAME_LINES);
}

/* The frame to `samples_out`; what is no number becomes silence. */
__attribute__((export_name("finish")))
void finish(float scale) {
  for (int i = 0; i < FRAME_LINES; i++) {
    float value = sums[i] * scale;
    samples_out[i] = value - value == 0 ? value : 0;
  }
  __builtin_memcpy(sums, sums + FRAME_LINES, sizeof samples_out);
  __builtin_memset(sums + FRAME_LINES, 0, sizeof samples_out);
}
