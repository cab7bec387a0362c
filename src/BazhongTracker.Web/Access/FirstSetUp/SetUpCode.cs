using System.Security.Cryptography;
using System.Text;
using BazhongTracker.Web.Access.SecondFactors;

namespace BazhongTracker.Web.Access.FirstSetUp;

/// <summary>
/// What shows that whoever sets the program up has the server: 130 random bits, in a file for its owner alone and on the console. Unused it
/// is good for half an hour; once it made somebody, until the last administrator is done. Every start makes another.
/// </summary>
public sealed class SetUpCode(TimeProvider clock) : IDisposable
{
    public const string FileName = "set-up-code.txt";
    private const int Characters = 26;
    private const UnixFileMode OnlyOwner = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private static readonly TimeSpan Life = TimeSpan.FromMinutes(30);
    private readonly Lock changing = new();
    private byte[]? hash;
    private string? file;
    private ITimer? end;

    public bool IsAlive
    {
        get
        {
            lock (changing)
            {
                return hash is not null;
            }
        }
    }

    /// <param name="folder">That of the keys.</param>
    /// <param name="holds">Somebody was made with an earlier one: it does not run out.</param>
    /// <returns>The code, in groups of four as it is shown.</returns>
    public string Make(string folder, bool holds)
    {
        var code = RandomNumberGenerator.GetString(Base32.Alphabet, Characters);
        var shown = Base32.Grouped(code);
        lock (changing)
        {
            file = Path.Combine(folder, FileName);
            File.Delete(file);
            var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
            if (!OperatingSystem.IsWindows())
            {
                options.UnixCreateMode = OnlyOwner;
            }

            using (var writer = new StreamWriter(file, options))
            {
                writer.WriteLine(shown);
            }

            hash = HashOf(code);
            end?.Dispose();
            end = holds ? null : clock.CreateTimer(_ => Kill(), null, Life, Timeout.InfiniteTimeSpan);
        }

        return shown;
    }

    public bool Matches(string typed)
    {
        lock (changing)
        {
            return hash is not null && CryptographicOperations.FixedTimeEquals(hash, HashOf(Base32.Plain(typed)));
        }
    }

    /// <summary>It does not run out any more.</summary>
    public void Hold()
    {
        lock (changing)
        {
            end?.Dispose();
            end = null;
        }
    }

    /// <summary>From now on it opens nothing, and its file is gone.</summary>
    public void Kill()
    {
        lock (changing)
        {
            hash = null;
            if (file is not null)
            {
                File.Delete(file);
            }
        }
    }

    public void Dispose()
    {
        Kill();
        end?.Dispose();
    }

    private static byte[] HashOf(string code) => SHA256.HashData(Encoding.UTF8.GetBytes(code));
}
