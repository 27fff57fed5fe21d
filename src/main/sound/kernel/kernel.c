/*
 * The loops over samples, four at a time. Built by `npm run kernel`. What they mean stands in domain/sound
 * (resample.ts, kernel.ts), in domain/wav/pcm.ts and in main/sound/block.ts.
 */

typedef unsigned char u8;
typedef short i2u __attribute__((aligned(1)));
typedef int i4u __attribute__((aligned(1)));
typedef float f1u __attribute__((aligned(1)));
typedef double d1u __attribute__((aligned(1)));
typedef float f4 __attribute__((vector_size(16)));
typedef float f4u __attribute__((vector_size(16), aligned(1)));
typedef short s8 __attribute__((vector_size(16)));
typedef short s8u __attribute__((vector_size(16), aligned(1)));
typedef int i4 __attribute__((vector_size(16)));

#define EXPORT(name) __attribute__((export_name(#name))) name
#define LOAD(p) (*(const f4u *)(p))
#define STORE(p, v) (*(f4u *)(p) = (v))
#define SPLAT(x) ((f4){(x), (x), (x), (x)})
#define SHUFFLE __builtin_shufflevector

/* Samples that come in together; a stage gives at most twice as many as it is given. */
#define BLOCK 16384
#define MOST_HISTORY 1024
/* Groups of taps and of results reach past what is there. */
#define SLACK 64
#define ROOM (2 * BLOCK + 2 * MOST_HISTORY + SLACK)
#define MOST_STAGES 8

u8 input[1 << 18];
float filters[1 << 20];
double levels[256];

static float absolute(float x) { return __builtin_fabsf(x); }

/* ---- many channels to one ---- */

/* What is no number counts as 0. */
static float number(float mean) { return mean - mean == 0 ? mean : 0; }

#define MIX(name, type, bytes, value) \
  void EXPORT(name)(const u8 *in, int channels, int frames, float *out) { \
    for (int i = 0; i < frames; i++) { \
      double sum = 0; \
      for (int c = 0; c < channels; c++, in += bytes) { type x = *(const type *)in; sum += (value); } \
      out[i] = number((float)(sum / channels)); \
    } \
  }

MIX(mix_pcm32, i4u, 4, x / 2147483648.0)
MIX(mix_float32, f1u, 4, x)
MIX(mix_float64, d1u, 8, x)
/* The value of each code is in `levels`: A-law, µ-law, and PCM of 8 bits. */
MIX(mix_codes, u8, 1, levels[x])

void EXPORT(mix_pcm24)(const u8 *in, int channels, int frames, float *out) {
  double scale = 1.0 / 8388608 / channels;
  for (int i = 0; i < frames; i++) {
    int sum = 0;
    for (int c = 0; c < channels; c++, in += 3) sum += in[0] | *(const i2u *)(in + 1) << 8;
    out[i] = (float)(sum * scale);
  }
}

void EXPORT(mix_pcm16)(const u8 *in, int channels, int frames, float *out) {
  const i2u *words = (const i2u *)in;
  float scale = (float)(1.0 / 32768 / channels);
  int i = 0;
  if (channels == 2) {
    for (; i + 4 <= frames; i += 4) {
      i4 sum = __builtin_wasm_extadd_pairwise_i16x8_s_i32x4(*(const s8u *)(words + 2 * i));
      STORE(out + i, __builtin_convertvector(sum, f4) * scale);
    }
  }
  for (; i < frames; i++) {
    int sum = 0;
    for (int c = 0; c < channels; c++) sum += words[i * channels + c];
    out[i] = sum * scale;
  }
}

/* The next channel of a decoder, all samples of one after the other. */
void EXPORT(add)(const float *in, int count, float *out) {
  for (int i = 0; i < count; i++) out[i] += in[i];
}

void EXPORT(mean)(int channels, int count, float *out) {
  for (int i = 0; i < count; i++) out[i] = number(out[i] / channels);
}

/* ---- to 8000 Hz ---- */

enum { HALVE, RATIONAL };

typedef struct {
  int kind;
  const float *taps;
  int half;
  /* Of every second sample: whether the even taps are there at all. */
  int has_even;
  /* To any rate: rows of `stride` taps for `phases` places between two samples, output n at n × down / up. */
  int stride, phases, up, down, part;
  /* Samples held, and where among them the next output stands. */
  int held, centre;
  float samples[ROOM];
} stage;

static stage stages[MOST_STAGES];
static int stage_count;
static float even[ROOM / 2 + SLACK], odd[ROOM / 2 + SLACK];

void EXPORT(clear)(void) { stage_count = 0; }

static stage *next_stage(int history) {
  stage *s = stages + stage_count++;
  __builtin_memset(s, 0, sizeof *s);
  s->held = s->centre = history;
  return s;
}

/* taps: that in the middle and those to one side of it. */
void EXPORT(add_halving)(const float *taps, int half, int has_even) {
  stage *s = next_stage((half + 1) / 2 * 2);
  s->kind = HALVE;
  s->taps = taps;
  s->half = half;
  s->has_even = has_even;
}

void EXPORT(add_rational)(const float *table, int half, int stride, int phases, int up, int down) {
  stage *s = next_stage(half - 1);
  s->kind = RATIONAL;
  s->taps = table;
  s->half = half;
  s->stride = stride;
  s->phases = phases;
  s->up = up;
  s->down = down;
}

/* Where the next samples of one channel go; `out` when they are at 8000 Hz already. */
float *EXPORT(place)(float *out) { return stage_count == 0 ? out : stages[0].samples + stages[0].held; }

static void forget(stage *s, int history) {
  int gone = s->centre - history;
  __builtin_memmove(s->samples, s->samples + gone, (s->held - gone) * sizeof(float));
  s->held -= gone;
  s->centre = history;
}

static int halve(stage *s, float *out) {
  int room = s->held - 1 - s->half - s->centre;
  if (room < 0) return 0;
  int count = room / 2 + 1, middle = s->centre / 2, pairs = s->held / 2 + 1;
  for (int i = 0; i < pairs; i += 4) {
    f4 a = LOAD(s->samples + 2 * i), b = LOAD(s->samples + 2 * i + 4);
    STORE(even + i, SHUFFLE(a, b, 0, 2, 4, 6));
    STORE(odd + i, SHUFFLE(a, b, 1, 3, 5, 7));
  }
  const float *taps = s->taps;
  int evens = s->has_even ? s->half / 2 : 0, odds = (s->half + 1) / 2;
  for (int i = 0; i < count; i += 16) {
    const float *e = even + middle + i, *o = odd + middle + i;
    f4 t = SPLAT(taps[0]);
    f4 a = t * LOAD(e), b = t * LOAD(e + 4), c = t * LOAD(e + 8), d = t * LOAD(e + 12);
#define PAIR(tap, p, q) do { \
    f4 t = SPLAT(tap); \
    a += t * (LOAD(p) + LOAD(q)); b += t * (LOAD((p) + 4) + LOAD((q) + 4)); \
    c += t * (LOAD((p) + 8) + LOAD((q) + 8)); d += t * (LOAD((p) + 12) + LOAD((q) + 12)); \
  } while (0)
    for (int m = 1; m <= evens; m++) PAIR(taps[2 * m], e - m, e + m);
    for (int m = 0; m < odds; m++) PAIR(taps[2 * m + 1], o - 1 - m, o + m);
    STORE(out + i, a);
    STORE(out + i + 4, b);
    STORE(out + i + 8, c);
    STORE(out + i + 12, d);
  }
  int history = s->centre;
  s->centre += 2 * count;
  forget(s, history);
  return count;
}

static inline float dot(const float *a, const float *b, int n) {
  f4 s = {0, 0, 0, 0};
  for (int i = 0; i < n; i += 4) s += LOAD(a + i) * LOAD(b + i);
  return (s[0] + s[1]) + (s[2] + s[3]);
}

static int rational(stage *s, float *out) {
  int count = 0, whole = s->down / s->up, rest = s->down % s->up;
  int last = s->held - 1 - s->half;
  double rows = (double)s->phases / s->up;
  for (; s->centre <= last; count++) {
    const float *x = s->samples + s->centre + 1 - s->half;
    if (s->phases == s->up) {
      out[count] = dot(x, s->taps + s->part * s->stride, s->stride);
    } else {
      double place = s->part * rows;
      int phase = (int)place;
      const float *row = s->taps + phase * s->stride;
      float lower = dot(x, row, s->stride);
      out[count] = lower + (dot(x, row + s->stride, s->stride) - lower) * (float)(place - phase);
    }
    s->centre += whole;
    s->part += rest;
    if (s->part >= s->up) {
      s->part -= s->up;
      s->centre++;
    }
  }
  forget(s, s->half - 1);
  return count;
}

/* Samples that were put in place go through all stages. Gives how many came out. */
int EXPORT(push)(int count, float *out) {
  for (int i = 0; i < stage_count; i++) {
    stage *s = stages + i;
    s->held += count;
    float *to = i + 1 < stage_count ? s[1].samples + s[1].held : out;
    count = s->kind == HALVE ? halve(s, to) : rational(s, to);
  }
  return count;
}

/* ---- what is done at 8000 Hz ---- */

float EXPORT(peak)(const float *samples, int count) {
  f4 most = {0, 0, 0, 0};
  int i = 0;
  for (; i + 4 <= count; i += 4) {
    f4 x = LOAD(samples + i);
    most = (f4)__builtin_wasm_max_f32x4(most, (f4)__builtin_wasm_abs_f32x4(x));
  }
  float peak = 0;
  for (int k = 0; k < 4; k++) peak = most[k] > peak ? most[k] : peak;
  for (; i < count; i++) peak = absolute(samples[i]) > peak ? absolute(samples[i]) : peak;
  return peak;
}

/* Sum and sum of squares of each stretch of `size` samples, in turns. */
void EXPORT(blocks)(const float *samples, int count, int size, double *out) {
  for (int from = 0; from < count; from += size, out += 2) {
    int end = from + size < count ? from + size : count, i = from;
    f4 sums = {0, 0, 0, 0}, squares = sums;
    for (; i + 4 <= end; i += 4) {
      f4 x = LOAD(samples + i);
      sums += x;
      squares += x * x;
    }
    double sum = (double)sums[0] + sums[1] + sums[2] + sums[3];
    double square = (double)squares[0] + squares[1] + squares[2] + squares[3];
    for (; i < end; i++) {
      sum += samples[i];
      square += (double)samples[i] * samples[i];
    }
    out[0] = sum;
    out[1] = square;
  }
}

void EXPORT(shift)(float *samples, int count, float by) {
  for (int i = 0; i < count; i++) samples[i] -= by;
}

void EXPORT(scale)(float *samples, int count, float by) {
  for (int i = 0; i < count; i++) samples[i] *= by;
}

/* Sum of squares, and the envelope after its first and second smoothing. */
double envelope[3];

/* Gives the first sample at which the envelope is out of bounds, or `count`. */
int EXPORT(follow)(const float *samples, int from, int count, double keep, double low, double high) {
  double sum = envelope[0], first = envelope[1], second = envelope[2], rise = 1 - keep;
  int i = from;
  for (; i < count; i++) {
    double x = samples[i];
    sum += x * x;
    first = keep * first + rise * __builtin_fabs(x);
    second = keep * second + rise * first;
    if (second >= high || second < low) break;
  }
  envelope[0] = sum, envelope[1] = first, envelope[2] = second;
  return i;
}

#define MOST_REACH 64
static float wanted[BLOCK + 4 * MOST_REACH + SLACK], lowest[BLOCK + 4 * MOST_REACH + SLACK];
static float sums[BLOCK + 4 * MOST_REACH + SLACK];
float limited[BLOCK + SLACK];

/* Samples `from` to `to` amplified, their peaks turned down, into `limited`; gives how many were turned down. */
int EXPORT(limit)(const float *samples, int total, int from, int to, float gain, float ceiling, int reach) {
  int count = to - from, around = count + 4 * reach, before = from - 2 * reach, turned = 0, busy = 0;
  for (int i = 0; i < around; i++) {
    int at = before + i;
    float size = at < 0 || at >= total ? 0 : absolute(samples[at] * gain);
    wanted[i] = size > ceiling ? ceiling / size : 1;
    busy |= size > ceiling;
  }
  for (int i = 0; i < count; i++) limited[i] = samples[from + i] * gain;
  if (!busy) return 0;
  int window = 2 * reach + 1, width = 1, length = around;
  /* The lowest of twice as many each time, and in the end of two stretches that overlap. */
  for (int i = 0; i < around; i++) lowest[i] = wanted[i];
  for (; 2 * width <= window; width *= 2) {
    length -= width;
    for (int i = 0; i < length; i++) lowest[i] = lowest[i + width] < lowest[i] ? lowest[i + width] : lowest[i];
  }
  for (int i = 0; i < count + 2 * reach; i++) {
    float other = lowest[i + window - width];
    lowest[i] = other < lowest[i] ? other : lowest[i];
  }
  /* Likewise the sum, of the powers of two that the window is made of. */
  for (int i = 0; i < count; i++) sums[i] = 0;
  for (int used = 0, size = 1; size <= window; size *= 2) {
    if (window & size) {
      for (int i = 0; i < count; i++) sums[i] += lowest[i + used];
      used += size;
    }
    for (int i = 0; i < count + window - 2 * size; i++) lowest[i] += lowest[i + size];
  }
  for (int i = 0; i < count; i++) {
    float own = wanted[i + 2 * reach], smooth = sums[i] / window;
    turned += own < 1;
    limited[i] *= smooth < own ? smooth : own;
  }
  return turned;
}

/*
 * Four samples, rounded with halves away from 0, to A-law (ITU-T G.711, table 1a), even bits inverted. From 256 on
 * the number of the interval is what a float has as exponent and the first four bits after it.
 */
static inline i4 codes(f4 x) {
  f4 scaled = x * 32768.0f, size = (f4)__builtin_wasm_abs_f32x4(scaled);
  size = (f4)__builtin_wasm_min_f32x4(size, SPLAT(32767.0f));
  i4 whole = __builtin_convertvector(size, i4);
  i4 magnitude = whole - (size - __builtin_convertvector(whole, f4) >= 0.5f);
  i4 high = ((i4)__builtin_convertvector(magnitude, f4) >> 19) - (134 << 4), low = magnitude >> 4;
  i4 is_low = magnitude < 256, is_negative = (scaled < 0) & (magnitude > 0);
  i4 interval = (low & is_low) | (high & ~is_low);
  return (interval | 0x80) ^ 0x55 ^ (is_negative & 0x80);
}

/* The codes may stand where the samples begin; what is read past the last sample is not used. */
void EXPORT(encode)(const float *samples, int count, u8 *out) {
  int i = 0;
  for (; i + 16 <= count; i += 16) {
    s8 a = __builtin_wasm_narrow_s_i16x8_i32x4(codes(LOAD(samples + i)), codes(LOAD(samples + i + 4)));
    s8 b = __builtin_wasm_narrow_s_i16x8_i32x4(codes(LOAD(samples + i + 8)), codes(LOAD(samples + i + 12)));
    *(s8u *)(out + i) = (s8)__builtin_wasm_narrow_u_i8x16_i16x8(a, b);
  }
  for (; i < count; i++) out[i] = (u8)codes(SPLAT(samples[i]))[0];
}
