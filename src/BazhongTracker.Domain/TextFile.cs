using System.Text;

namespace BazhongTracker.Domain;

/// <summary>
/// The text of a file from outside: UTF-8, UTF-16 with its mark, or GB18030 where it decodes without a fault. Never with replaced
/// characters.
/// </summary>
public static class TextFile
{
    private const string Chinese = "GB18030";
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <exception cref="RuleViolation">file.encoding (name).</exception>
    public static string Read(string file) => Decode(File.ReadAllBytes(file), Path.GetFileName(file));

    /// <param name="name">Only said in the refusal.</param>
    /// <exception cref="RuleViolation">file.encoding (name).</exception>
    public static string Decode(ReadOnlySpan<byte> bytes, string name)
    {
        if (bytes.StartsWith(Encoding.UTF8.Preamble))
        {
            return With(Utf8, bytes[Encoding.UTF8.Preamble.Length..]) ?? throw new RuleViolation("file.encoding", name);
        }

        if (bytes.StartsWith(Encoding.Unicode.Preamble) || bytes.StartsWith(Encoding.BigEndianUnicode.Preamble))
        {
            return With(new UnicodeEncoding(bytes[0] == 0xFE, byteOrderMark: false, throwOnInvalidBytes: true), bytes[2..])
                ?? throw new RuleViolation("file.encoding", name);
        }

        return With(Utf8, bytes)
            ?? With(CodePagesEncodingProvider.Instance.GetEncoding(
                Chinese, EncoderFallback.ExceptionFallback, DecoderFallback.ExceptionFallback)!, bytes)
            ?? throw new RuleViolation("file.encoding", name);
    }

    private static string? With(Encoding encoding, ReadOnlySpan<byte> bytes)
    {
        try
        {
            return encoding.GetString(bytes);
        }
        catch (DecoderFallbackException)
        {
            return null;
        }
    }
}
