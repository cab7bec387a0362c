using BazhongTracker.Web.Access;

namespace BazhongTracker.Integration.Tests.Access;

/// <summary>permissions.tsv read once more, by nothing of the program: what the tests expect.</summary>
internal static class FileAsWritten
{
    private static readonly string[][] Lines = [.. Text().Split('\n').Where(l => l.Length > 0 && l[0] != '#').Select(l => l.Split('\t'))];

    public static IReadOnlyList<string> Actions { get; } = [.. Lines.Skip(1).Select(l => l[0])];

    public static IReadOnlyList<string> Columns { get; } = [.. Lines[0].Skip(3).SkipLast(1)];

    /// <returns>The cell in words of the file; what is still to come is refused to everybody.</returns>
    public static string Cell(string action, string column)
    {
        var line = Lines.Single(l => l[0] == action);
        return line[2] == "now" ? line[Array.IndexOf(Lines[0], column)] : "-";
    }

    /// <param name="of">own, other (department), waits own, waits other (not accepted), closed, state, missing or any.</param>
    /// <returns>yes, no (the role may not), gone (answered like what does not exist), or state (the domain's no).</returns>
    public static string Expect(string action, string column, string of) => (Cell(action, column), of) switch
    {
        ("-" or "n", _) => "no",
        (_, "missing") => "gone",
        (_, "closed" or "state") => "state",
        ("o", "other" or "waits other") or ("a", "own" or "waits own") or ("p", "waits own" or "waits other") => "gone",
        _ => "yes",
    };

    private static string Text()
    {
        using var reader = new StreamReader(typeof(Permissions).Assembly.GetManifestResourceStream("permissions.tsv")!);
        return reader.ReadToEnd();
    }
}
