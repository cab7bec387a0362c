namespace BazhongTracker.Domain.Progress.Forecasting;

/// <summary>N ~ NegBin(r, p): the number of failures before the r-th success, r real. Its distribution is a regularised incomplete beta function.</summary>
internal sealed class NegativeBinomial(double r, double p)
{
    // Beyond this the normal law is as good as any count is exact.
    private const double Many = 1_000_000;

    /// <summary>P(N ≤ m).</summary>
    public double AtMost(double m) => m < 0 ? 0 : IsLarge(m) ? Normal(m + 0.5) : IncompleteBeta(r, m + 1, p, 1 - p);

    /// <summary>P(N ≥ m).</summary>
    public double AtLeast(double m) => m <= 0 ? 1 : IsLarge(m) ? 1 - Normal(m - 0.5) : IncompleteBeta(m, r, 1 - p, p);

    /// <summary>The smallest m with P(N ≤ m) ≥ <paramref name="probability"/>.</summary>
    public double Quantile(double probability)
    {
        var high = 1.0;
        while (AtMost(high) < probability)
        {
            high *= 2;
        }

        var low = -1.0;
        while (high - low > 1)
        {
            var middle = Math.Floor((low + high) / 2);
            if (middle <= low || middle >= high)
            {
                break;
            }

            (low, high) = AtMost(middle) >= probability ? (low, middle) : (middle, high);
        }

        return high;
    }

    private bool IsLarge(double m) => r + m > Many;

    private double Normal(double x)
    {
        var mean = r * (1 - p) / p;
        var z = (x - mean) / Math.Sqrt(mean / p) / Math.Sqrt(2);
        var t = 1 / (1 + 0.5 * Math.Abs(z));
        double[] terms = [-1.26551223, 1.00002368, 0.37409196, 0.09678418, -0.18628806, 0.27886807, -1.13520398, 1.48851587, -0.82215223, 0.17087277];
        var tail = t * Math.Exp(-z * z + terms.Reverse().Aggregate(0.0, (sum, term) => sum * t + term));
        return z >= 0 ? 1 - tail / 2 : tail / 2;
    }

    /// <param name="y">1 − <paramref name="x"/>, handed over because the difference loses digits.</param>
    private static double IncompleteBeta(double a, double b, double x, double y)
    {
        if (x <= 0 || y <= 0)
        {
            return x <= 0 ? 0 : 1;
        }

        var front = Math.Exp(LogGamma(a + b) - LogGamma(a) - LogGamma(b) + a * Math.Log(x) + b * Math.Log(y));
        var value = x < (a + 1) / (a + b + 2) ? front * ContinuedFraction(a, b, x) / a : 1 - front * ContinuedFraction(b, a, y) / b;
        return Math.Clamp(value, 0, 1);
    }

    // Lentz's method.
    private static double ContinuedFraction(double a, double b, double x)
    {
        const double small = 1e-300;
        double c = 1, d = 1 / NotZero(1 - (a + b) * x / (a + 1));
        var value = d;
        for (var m = 1; m < 20_000; m++)
        {
            var step = 1.0;
            double[] numerators = [m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m)), -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1))];
            foreach (var numerator in numerators)
            {
                d = 1 / NotZero(1 + numerator * d);
                c = NotZero(1 + numerator / c);
                step = d * c;
                value *= step;
            }

            if (Math.Abs(step - 1) < 1e-15)
            {
                break;
            }
        }

        return value;

        static double NotZero(double number) => Math.Abs(number) < small ? small : number;
    }

    // Lanczos' approximation, g = 7.
    private static double LogGamma(double x)
    {
        if (x < 0.5)
        {
            return Math.Log(Math.PI / Math.Sin(Math.PI * x)) - LogGamma(1 - x);
        }

        double[] terms =
        [
            676.5203681218851, -1259.1392167224028, 771.32342877765313, -176.61502916214059,
            12.507343278686905, -0.13857109526572012, 9.9843695780195716e-6, 1.5056327351493116e-7,
        ];
        var sum = 0.99999999999980993 + terms.Select((term, i) => term / (x + i)).Sum();
        var t = x + 6.5;
        return 0.5 * Math.Log(2 * Math.PI) + (x - 0.5) * Math.Log(t) - t + Math.Log(sum);
    }
}
