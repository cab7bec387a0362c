namespace BazhongTracker.Web.Access.Passwords;

/// <summary>The passwords that are tried first, and the words of this city that are: two files inside the program.</summary>
internal sealed class EasyPasswords
{
    // A word counts when the password without it is shorter than this.
    private const int Enough = 8;
    private const int FewestSteps = 6;
    private const int ShortestName = 3;

    private readonly HashSet<string> common = [.. Lines("common-passwords.txt")];
    private readonly List<string> words = [.. Lines("context-words.txt").SelectMany(l => l.Split('\t')).Distinct().OrderByDescending(w => w.Length)];

    /// <summary>Whether it is one of those tried first, also with figures or marks around it, or made of one run or one short piece.</summary>
    public bool IsCommon(string password) => EasyParts.Readings(password).Any(reading =>
        common.Contains(reading) || common.Contains(reading.Trim([.. Marks(reading)]))
        || EasyParts.Steps(reading) < FewestSteps || EasyParts.Unit(reading) is { Length: < Enough } unit && unit != reading
        || Core(reading) is { Length: >= 4 } core && common.Contains(core) && EasyParts.Rest(reading.Replace(core, "", StringComparison.Ordinal)).Length < Enough);

    /// <param name="names">Of the person: user name, name.</param>
    /// <returns>The word that everybody here would guess, when too little is left without it and its like; else null.</returns>
    public string? Guessed(string password, IEnumerable<string> names)
    {
        var own = names.SelectMany(n => n.ToLowerInvariant().Split(['.', '-', '_', ' ']).Append(n.ToLowerInvariant())).Where(n => n.Length >= ShortestName || n.Any(c => c > 0x2E7F) && n.Length > 1);
        var all = own.Concat(words).Distinct().OrderByDescending(w => w.Length).ToList();
        foreach (var reading in EasyParts.Readings(password))
        {
            var (rest, first) = (reading, (string?)null);
            foreach (var word in all.Where(w => rest.Contains(w, StringComparison.Ordinal)))
            {
                rest = rest.Replace(word, " ", StringComparison.Ordinal);
                first ??= word;
            }

            if (first is not null && EasyParts.Rest(rest).Length < Enough)
            {
                return first;
            }
        }

        return null;
    }

    private static string Core(string reading) => reading.Trim([.. Marks(reading), .. "0123456789"]);

    private static IEnumerable<char> Marks(string reading) => reading.Where(c => !char.IsLetterOrDigit(c)).Distinct();

    private static IEnumerable<string> Lines(string resource)
    {
        using var reader = new StreamReader(typeof(EasyPasswords).Assembly.GetManifestResourceStream(resource)!);
        return [.. reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries).Where(l => l[0] != '#')];
    }
}
