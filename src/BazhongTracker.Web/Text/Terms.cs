using System.Globalization;
using System.Resources;
using BazhongTracker.Domain.Areas;
using BazhongTracker.Domain.Decisions;
using BazhongTracker.Domain.Departments;
using BazhongTracker.Domain.Targets;

namespace BazhongTracker.Web.Text;

/// <summary>What the catalogue and the registers write in Chinese, in the language of the page: names, units, stages, vintages.</summary>
public static class Terms
{
    private static readonly ResourceManager Words = new(typeof(Terms));

    private static bool IsEnglish => CultureInfo.CurrentUICulture.TwoLetterISOLanguageName == "en";

    public static string Title(this Target target) => In(target.Name, target.NameEn);

    /// <summary>The short name where there is one.</summary>
    public static string Title(this Department department) =>
        In(department.ShortName ?? department.Name, Words.GetString($"department.{department.Code}", CultureInfo.CurrentUICulture) ?? department.NameEn);

    /// <summary>Where there is room: short in Chinese as everywhere, in English the whole name.</summary>
    public static string Spelled(this Department department) => In(department.ShortName ?? department.Name, department.NameEn);

    public static string FullTitle(this Department department) => In(department.Name, department.NameEn);

    public static string Title(this ItemTitle item) => In(item.Name, item.NameEn);

    /// <returns>How lists call the item; its number where the decision gives it no name.</returns>
    public static string TitleOf(this Decision decision, int item) =>
        decision.Items.FirstOrDefault(i => i.Number == item)?.Title() ?? item.ToString(CultureInfo.InvariantCulture);

    public static string Title(this Theme theme) => In(theme.Name, theme.NameEn);

    /// <summary>Null for a theme that carries the others.</summary>
    public static string? GroupTitle(this Theme theme) => theme.Group is { } group ? In(group, theme.GroupEn) : null;

    public static string Title(this Area area) => In(area.Name, area.NameEn);

    /// <summary>
    /// Standing alone, as in the head of a column. 万 and 亿 stay in the unit in English too (24.59 ten-thousand head): the digits are those
    /// of the report, the receipt and the Chinese page.
    /// </summary>
    public static string Unit(string? unit) => Word("unit", unit);

    /// <summary>Following a number: English sets a space, and what is merely counted needs no unit there.</summary>
    public static string UnitAfterNumber(string? unit) =>
        !IsEnglish || string.IsNullOrEmpty(unit) || unit[0] == '%' ? unit ?? "" : Digits.IsCounter(unit) ? "" : " " + Unit(unit);

    /// <summary>A person with the department in front.</summary>
    public static string Person(string department, string name) => IsEnglish ? $"{department} {name}" : department + name;

    public static string Stage(string? stage) => Word("stage", stage);

    public static string Vintage(string? vintage) => Word("vintage", vintage);

    /// <summary>Sources, remarks and names that this program itself has written; what people or publishers wrote stays as it is.</summary>
    public static string Own(string words) => Word("own", words);

    /// <returns>The unit or stage in the language of the page; anything else as it is.</returns>
    public static string UnitOrStage(string word) => Unit(word) is var unit && unit != word ? unit : Stage(word);

    private static string In(string chinese, string? english) => IsEnglish && english is { Length: > 0 } ? english : chinese;

    // A word without a translation stays as it was written.
    private static string Word(string kind, string? word) =>
        string.IsNullOrEmpty(word) ? "" : IsEnglish ? Words.GetString($"{kind}.{word}", CultureInfo.CurrentUICulture) ?? word : word;
}
