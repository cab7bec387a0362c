using System.Globalization;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Localization;

namespace BazhongTracker.Web.Text;

/// <summary>
/// Sentences in which an empty argument leaves no hole: “” reads as —, an empty bracket is left out, and no blank stands twice.
/// </summary>
public sealed class WholeSentences<T>(IStringLocalizerFactory factory) : IStringLocalizer<T>
{
    private readonly IStringLocalizer plain = factory.Create(typeof(T));

    public LocalizedString this[string name] => plain[name];

    public LocalizedString this[string name, params object[] arguments] =>
        arguments.Any(a => a is "") && plain[name] is { ResourceNotFound: false } sentence
            ? new LocalizedString(name, Filled(sentence.Value, arguments), false, sentence.SearchedLocation)
            : plain[name, arguments];

    public IEnumerable<LocalizedString> GetAllStrings(bool includeParentCultures) => plain.GetAllStrings(includeParentCultures);

    private static string Filled(string sentence, object[] arguments)
    {
        foreach (var hole in Enumerable.Range(0, arguments.Length).Where(i => arguments[i] is "").Select(i => $"{{{i}}}"))
        {
            sentence = sentence.Replace($"“{hole}”", "—").Replace($"\uFF08{hole}\uFF09", "").Replace($" ({hole})", "")
                .Replace($"({hole})", "");
        }

        var said = string.Format(CultureInfo.CurrentCulture, sentence, arguments);
        while (said.Contains("  ", StringComparison.Ordinal))
        {
            said = said.Replace("  ", " ");
        }

        return said.Replace(" ,", ",").Replace(" .", ".").Trim(' ');
    }
}

internal static class WordsInUse
{
    public static IServiceCollection AddWords(this IServiceCollection services) =>
        services.AddLocalization().Replace(ServiceDescriptor.Transient(typeof(IStringLocalizer<>), typeof(WholeSentences<>)));
}
