using System.Globalization;

namespace BazhongTracker.Chaos;

/// <summary>What follows a verb: <c>--name value</c>.</summary>
internal sealed class Arguments
{
    private readonly Dictionary<string, string> named = [];

    /// <exception cref="ArgumentException">A name without a value, or a value without a name.</exception>
    public Arguments(IReadOnlyList<string> words)
    {
        for (var at = 0; at < words.Count; at += 2)
        {
            named[words[at].StartsWith("--", StringComparison.Ordinal) && at + 1 < words.Count ? words[at][2..] : throw new ArgumentException($"Not understood: {words[at]}")] = words[at + 1];
        }
    }

    public string this[string name] => named.TryGetValue(name, out var value) ? value : throw new ArgumentException($"--{name} is missing.");

    public string Text(string name, string otherwise) => named.GetValueOrDefault(name, otherwise);

    public int Number(string name, int otherwise) => named.TryGetValue(name, out var value) ? int.Parse(value, CultureInfo.InvariantCulture) : otherwise;

    /// <summary>Given, or made up; printed with every summary.</summary>
    public int Seed => Number("seed", made);

    private readonly int made = System.Security.Cryptography.RandomNumberGenerator.GetInt32(1, int.MaxValue);
}
