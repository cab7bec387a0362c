using System.Text.Json;

namespace BazhongTracker.Domain;

/// <summary>The snake_case words by which enum values are known in files, on the command line and in the API.</summary>
public static class WireNames
{
    public static string Of<TEnum>(TEnum value)
        where TEnum : struct, Enum => JsonNamingPolicy.SnakeCaseLower.ConvertName(value.ToString());

    /// <returns>Null when no value has that name.</returns>
    public static TEnum? Find<TEnum>(string word)
        where TEnum : struct, Enum
    {
        foreach (var candidate in Enum.GetValues<TEnum>())
        {
            if (Of(candidate) == word)
            {
                return candidate;
            }
        }

        return null;
    }
}
