/* The inner loops of the resampler, four samples at a time. Built by `npm run kernel`. */

typedef float f4 __attribute__((vector_size(16)));
typedef float f4u __attribute__((vector_size(16), aligned(4)));

/* n is a multiple of 16. */
static inline float dot(const float *a, const float *b, int n) {
  f4 s0 = {0, 0, 0, 0}, s1 = s0, s2 = s0, s3 = s0;
  for (int i = 0; i < n; i += 16) {
    s0 += *(const f4u *)(a + i) * *(const f4u *)(b + i);
    s1 += *(const f4u *)(a + i + 4) * *(const f4u *)(b + i + 4);
    s2 += *(const f4u *)(a + i + 8) * *(const f4u *)(b + i + 8);
    s3 += *(const f4u *)(a + i + 12) * *(const f4u *)(b + i + 12);
  }
  f4 s = (s0 + s1) + (s2 + s3);
  return (s[0] + s[1]) + (s[2] + s[3]);
}

__attribute__((export_name("halve")))
void halve(const float *samples, const float *taps, int n, float *out, int count) {
  for (int i = 0; i < count; i++) out[i] = dot(samples + 2 * i, taps, n);
}

/* Positions are whole numbers below 2^53; they come as doubles because that is what the caller has. */
__attribute__((export_name("rational")))
void rational(const float *samples, double offset, const float *table, int stride, int phases,
              float *out, double next, int count, double up, double down) {
  long long u = (long long)up, d = (long long)down, n = (long long)next, o = (long long)offset;
  for (int i = 0; i < count; i++) {
    long long t = (n + i) * d;
    long long whole = t / u;
    double place = (double)((t - whole * u) * phases) / (double)u;
    int phase = (int)place;
    float between = (float)(place - phase);
    const float *x = samples + (whole + o);
    const float *row = table + (long)phase * stride;
    float lower = dot(x, row, stride);
    out[i] = between == 0 ? lower : lower + (dot(x, row + stride, stride) - lower) * between;
  }
}
