using System.Text;
using BazhongTracker.Data.Seeding;
using BazhongTracker.Web.Access.Passwords;
using BazhongTracker.Web.Startup.Settings;
using Microsoft.Extensions.Options;
using Xunit;

namespace BazhongTracker.House.Tests;

public class PasswordRulesTests
{
    private static readonly PasswordRules Mlps3 = Of(PasswordProfile.Mlps3);
    private static readonly PasswordRules Asvs = Of(PasswordProfile.Asvs);
    private static readonly DateTime Chosen = new(2026, 8, 1, 2, 0, 0, DateTimeKind.Utc);

    private static PasswordRules Of(PasswordProfile profile) => new(Options.Create(new SignInSettings { PasswordProfile = profile }));

    private static string Codes(PasswordRules rules, string password) =>
        string.Join(' ', rules.Refusals(password, "nongye.lixm", "李晓明").Select(r => r.Code));

    [Theory]
    [InlineData("short-1A", "password.too_short")]
    [InlineData("onlysmallandmore", "password.kinds")]
    [InlineData("kvwmrt-plodge-haps", "password.kinds")]
    [InlineData("Kvwmrt-plodge-haps", "")]
    [InlineData("kvwmrt plodge 41 haps", "")]
    public void The_profile_of_the_state_asks_for_length_and_kinds(string password, string codes) => Assert.Equal(codes, Codes(Mlps3, password));

    [Theory]
    [InlineData("kvwmr-7", "password.too_short")]
    [InlineData("kvwmrtpl", "")]
    [InlineData("kvwmrtplodgehaps", "")]
    public void The_other_profile_asks_for_length_alone(string password, string codes) => Assert.Equal(codes, Codes(Asvs, password));

    [Theory]
    [InlineData("Bazhong@2026", "bazhong")]
    [InlineData("B@zh0ng@2026!!", "bazhong")]
    [InlineData("巴中市2026年加油", "巴中")]
    [InlineData("Nongyeju2026!", "nongyeju")]
    [InlineData("Tongjiju#20261125", "tongjiju")]
    [InlineData("nyncj@2026Abc", "nyncj")]
    [InlineData("Caizheng-Bazhong-2025", "caizheng")]
    [InlineData("Lixm-20261125!", "lixm")]
    [InlineData("李晓明2026Abc!", "李晓明")]
    [InlineData("Agriculture2026!", "agriculture")]
    public void A_word_that_everybody_here_would_guess_is_refused_and_named_however_it_is_dressed(string password, string word)
    {
        foreach (var rules in new[] { Mlps3, Asvs })
        {
            Assert.Equal(word, Assert.Single(rules.Refusals(password, "nongye.lixm", "李晓明"), r => r.Code == "password.guessed").Arguments[0]);
        }
    }

    [Theory]
    [InlineData("Aa123456!")]
    [InlineData("Password2026!")]
    [InlineData("P@ssw0rd1234")]
    [InlineData("Qwertyuiop123!")]
    [InlineData("1qaz2wsx3edc")]
    [InlineData("Woaini1314520")]
    [InlineData("Abc1Abc1Abc1Abc1")]
    [InlineData("aaaaaaaaaaaA1!")]
    [InlineData("Dragon!2026")]
    [InlineData("Admin@888888")]
    public void What_is_tried_first_is_refused_in_both_profiles(string password)
    {
        Assert.Contains("password.common", Codes(Mlps3, password), StringComparison.Ordinal);
        Assert.Contains("password.common", Codes(Asvs, password), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Bazhong#9vQ2kLm7w")]
    [InlineData("correct horse Bazhong stapler 7")]
    [InlineData("Dragon-7391kvwm-haps")]
    public void A_word_does_no_harm_where_enough_is_left_without_it(string password) => Assert.Equal("", Codes(Mlps3, password));

    [Fact]
    public void Chinese_characters_blanks_and_emoji_are_taken()
    {
        var characters = string.Concat(Enumerable.Range(0, 64).Select(i => (char)(0x5200 + (i * 37))));
        Assert.Equal("", Codes(Mlps3, $" {characters} 🍊🌊 "));
        Assert.Equal("", Codes(Asvs, characters));
        Assert.Equal("password.kinds", Codes(Mlps3, characters));
    }

    [Fact]
    public void A_hundred_and_twenty_eight_characters_are_taken_and_one_more_is_not()
    {
        var longest = string.Concat(Enumerable.Range(0, 128).Select(i => "aK7-xQ2_"[i % 8] is var c && i % 3 == 0 ? (char)('A' + (i % 26)) : "aK7-xQ2_"[i % 8]));
        Assert.Equal("", Codes(Mlps3, longest));
        Assert.Equal("password.too_long", Codes(Mlps3, longest + "x"));
        Assert.Equal("password.too_long", Codes(Mlps3, new string('x', 1_000_000)));
        Assert.Null(PasswordText.Of("\uD800"));
    }

    [Fact]
    public void Two_ways_of_writing_one_character_are_one_password()
    {
        const string composed = " Crème brûlée 🍊 ";
        Assert.Equal(PasswordText.Of(composed), PasswordText.Of(composed.Normalize(NormalizationForm.FormD)));
        Assert.Equal(composed, PasswordText.Of(composed));
    }

    [Theory]
    [InlineData(75, false, false)]
    [InlineData(76, true, false)]
    [InlineData(89, true, false)]
    [InlineData(90, true, false)]
    [InlineData(91, false, true)]
    public void A_password_is_good_for_ninety_days_and_the_last_fortnight_says_so(int age, bool reminded, bool expired)
    {
        var today = new DateOnly(2026, 8, 1).AddDays(age);
        Assert.Equal(reminded ? new DateOnly(2026, 10, 30) : null, Mlps3.EndsSoon(Chosen, today));
        Assert.Equal(expired, Mlps3.IsExpired(Chosen, today));
        Assert.Null(Asvs.EndsSoon(Chosen, today));
        Assert.False(Asvs.IsExpired(Chosen, today) || Mlps3.IsExpired(null, today));
    }

    [Fact]
    public void Every_department_and_area_has_its_words()
    {
        var lines = File.ReadAllLines(Path.Combine(Checkout.Root, "src/BazhongTracker.Web/Access/Passwords/context-words.txt"));
        Assert.All(
            DepartmentFiles.ReadDepartments().Select(d => d.Code).Concat(DepartmentFiles.ReadAreas().Select(a => a.Code)),
            code => Assert.Contains(lines, l => l.StartsWith(code + "\t", StringComparison.Ordinal)));
    }
}
