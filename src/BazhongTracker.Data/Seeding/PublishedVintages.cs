namespace BazhongTracker.Data.Seeding;

/// <summary>The words for how final a published value is, in the order in which they replace one another.</summary>
public static class PublishedVintages
{
    public const string Flash = "快报";
    public const string FirstAccount = "初步核算";
    public const string Public = "公开发布";
    public const string Verified = "最终核实";
    public const string Revised = "修订";

    private static readonly string[] Words = [Flash, FirstAccount, Public, Verified, Revised];

    public static bool IsKnown(string word) => Words.Contains(word);

    /// <summary>Of two vintages published on one day the higher counts.</summary>
    public static int Revision(string word) => Array.IndexOf(Words, word);

    public static bool IsPreliminary(string word) => word is Flash or FirstAccount;
}
