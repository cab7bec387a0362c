using System.Globalization;
using System.Security.Cryptography;
using System.Text.RegularExpressions;
using BazhongTracker.Domain.Proof;
using BazhongTracker.Web.Startup;

namespace BazhongTracker.Web.Proof;

/// <summary>
/// The keys that sign the audit: files <c>audit-1.key</c>, <c>audit-2.key</c> … of 32 bytes in base64 in the folder of the keys, readable by the owner alone. The highest signs from now on; the others are for reading.
/// Where there is none the first is made.
/// </summary>
public sealed partial class AuditKeys
{
    private const UnixFileMode OnlyOwner = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private const UnixFileMode Others = UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.OtherRead | UnixFileMode.OtherWrite;
    private readonly string folder;

    private AuditKeys(string folder, Dictionary<byte, AuditKey> all) => (this.folder, All, Current) = (folder, all, all[all.Keys.Max()]);

    public IReadOnlyDictionary<byte, AuditKey> All { get; }

    public AuditKey Current { get; }

    /// <summary>Files that others than the owner may read or write.</summary>
    public IReadOnlyList<string> Exposed => [.. Files(folder).Where(f => !OperatingSystem.IsWindows() && (File.GetUnixFileMode(f) & Others) != 0)];

    /// <exception cref="ConfigurationRefused">A file holds no key.</exception>
    public static AuditKeys Open(string folder)
    {
        if (!Files(folder).Any())
        {
            Make(folder);
        }

        return new AuditKeys(folder, Files(folder).Select(Read).ToDictionary(k => k.Number));
    }

    private static IEnumerable<string> Files(string folder) =>
        Directory.Exists(folder) ? Directory.EnumerateFiles(folder, "audit-*.key").Where(f => Name().IsMatch(Path.GetFileName(f))) : [];

    private static void Make(string folder)
    {
        ProtectionKeys.Made(folder);
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = OnlyOwner;
        }

        // Under another name first: another process must not read half a key, and of two that make one the first stays.
        var draft = Path.Combine(folder, $"audit-{Guid.NewGuid():N}.new");
        using (var writer = new StreamWriter(draft, options))
        {
            writer.Write(Convert.ToBase64String(RandomNumberGenerator.GetBytes(AuditKey.Length)));
        }

        try
        {
            File.Move(draft, Path.Combine(folder, "audit-1.key"), overwrite: false);
        }
        catch (IOException) when (Files(folder).Any())
        {
            File.Delete(draft);
        }
    }

    private static AuditKey Read(string file)
    {
        var text = File.ReadAllText(file).Trim();
        var secret = new byte[AuditKey.Length];
        return Convert.TryFromBase64String(text, secret, out var length) && length == AuditKey.Length
            && byte.TryParse(Name().Match(Path.GetFileName(file)).Groups["number"].ValueSpan, CultureInfo.InvariantCulture, out var number) && number > 0
            ? new AuditKey(number, secret)
            : throw new ConfigurationRefused($"{Path.GetFileName(file)} is no key of the audit: 32 bytes in base64, numbered 1 to 255.");
    }

    [GeneratedRegex(@"^audit-(?<number>\d{1,3})\.key$")]
    private static partial Regex Name();
}
