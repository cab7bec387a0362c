using System.Net;
using BazhongTracker.Domain.Reporting;
using BazhongTracker.Web.Startup;
using BazhongTracker.Web.Startup.Settings;
using Microsoft.Extensions.Configuration;
using Xunit;

namespace BazhongTracker.Integration.Tests.Issuer;

public sealed class IssuerSettingsTests : IDisposable
{
    private readonly string file = Path.Combine(Path.GetTempPath(), Guid.NewGuid().ToString("N") + ".secret");

    public void Dispose() => File.Delete(file);

    private static OpenIdConnectSettings Read(bool isDevelopment, params (string Key, string Value)[] given) => OpenIdConnectSettings.Read(
        new ConfigurationBuilder().AddInMemoryCollection(given.Select(g => KeyValuePair.Create("SignIn:OpenIdConnect:" + g.Key, (string?)g.Value))).Build(), isDevelopment);

    private static string Refused(params (string Key, string Value)[] given) => Assert.Throws<ConfigurationRefused>(() => Read(false, given)).Message;

    private void Write(string secret, UnixFileMode mode)
    {
        File.WriteAllText(file, secret);
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(file, mode);
        }
    }

    [Fact]
    public void It_is_off_while_no_authority_is_named()
    {
        Assert.False(Read(false).IsOn);
        Assert.False(Read(false, ("Authority", " "), ("ClientId", "tracker")).IsOn);
    }

    [Fact]
    public void With_everything_it_is_on_and_the_secret_is_what_stands_in_the_file()
    {
        Write(" the-secret\n", UnixFileMode.UserRead | UnixFileMode.GroupRead);
        var settings = Read(false, ("Authority", "https://sso.example.gov.cn/realm/"), ("ClientId", "tracker"), ("ClientSecretFile", file));

        Assert.True(settings.IsOn);
        Assert.Equal(("https://sso.example.gov.cn/realm", "the-secret", "preferred_username"), (settings.Authority, settings.ClientSecret, settings.NameClaim));
        Assert.Null(settings.DisplayName);
    }

    [Theory]
    [InlineData("http://sso.example.gov.cn")]
    [InlineData("sso.example.gov.cn")]
    [InlineData("https://sso.example.gov.cn/?realm=1")]
    [InlineData("https://user:word@sso.example.gov.cn")]
    public void An_authority_that_is_no_https_address_alone_is_refused(string authority) =>
        Assert.StartsWith("SignIn:OpenIdConnect:Authority is ", Refused(("Authority", authority), ("ClientId", "x"), ("ClientSecretFile", file)), StringComparison.Ordinal);

    [Fact]
    public void Plain_http_is_for_development_alone()
    {
        Write("the-secret", UnixFileMode.UserRead);
        Assert.True(Read(true, ("Authority", "http://localhost:9000"), ("ClientId", "x"), ("ClientSecretFile", file)).IsOn);
    }

    [Fact]
    public void Half_a_block_is_refused_with_the_setting_that_is_missing()
    {
        Assert.Contains("ClientId is not", Refused(("Authority", "https://sso.example.gov.cn"), ("ClientSecretFile", file)), StringComparison.Ordinal);
        Assert.Contains("ClientSecretFile is not", Refused(("Authority", "https://sso.example.gov.cn"), ("ClientId", "x")), StringComparison.Ordinal);
        Assert.Contains("cannot be read", Refused(("Authority", "https://sso.example.gov.cn"), ("ClientId", "x"), ("ClientSecretFile", file)), StringComparison.Ordinal);
        Write(" \n", UnixFileMode.UserRead);
        Assert.Contains("is empty", Refused(("Authority", "https://sso.example.gov.cn"), ("ClientId", "x"), ("ClientSecretFile", file)), StringComparison.Ordinal);
    }

    [Fact]
    public void A_secret_that_everybody_can_read_is_refused()
    {
        Write("the-secret", UnixFileMode.UserRead | UnixFileMode.OtherRead);
        var sentence = Refused(("Authority", "https://sso.example.gov.cn"), ("ClientId", "x"), ("ClientSecretFile", file));
        Assert.Contains("can be read by everybody", sentence, StringComparison.Ordinal);
        Assert.DoesNotContain("the-secret", sentence, StringComparison.Ordinal);
    }
}

public sealed class NoIssuerTests(Access.PeopledServer server) : IClassFixture<Access.PeopledServer>
{
    [Theory]
    [InlineData("/sign-in/issuer")]
    [InlineData("/sign-in/issuer/callback?state=x&code=y")]
    [InlineData("/signout-oidc")]
    public async Task Without_an_issuer_there_is_no_such_address(string path)
    {
        using var missing = await server[RoleNames.Clerk].Get(path);
        Assert.Equal(HttpStatusCode.NotFound, missing.StatusCode);
        using var nobody = await server[Access.PeopledServer.Anonymous].Get(path);
        Assert.StartsWith("/sign-in", nobody.Headers.Location!.OriginalString, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_an_issuer_there_is_no_button_and_no_sentence_about_one()
    {
        using var form = await server[Access.PeopledServer.Anonymous].Get("/sign-in?why=failed", "text/html");
        var page = await form.Content.ReadAsStringAsync(CancellationToken.None);

        Assert.DoesNotContain("issuer", page, StringComparison.Ordinal);
        Assert.DoesNotContain("message-bad", page, StringComparison.Ordinal);
        using var person = await server[RoleNames.Admin].Get("/people/the-clerk", "text/html");
        Assert.DoesNotContain("统一身份认证", WebUtility.HtmlDecode(await person.Content.ReadAsStringAsync(CancellationToken.None)), StringComparison.Ordinal);
    }
}

public sealed class IssuerAwayTests(TestDatabase database) : IClassFixture<TestDatabase>
{
    private static readonly string[] Half = ["--SignIn:OpenIdConnect:Authority=https://127.0.0.1:1", "--SignIn:OpenIdConnect:ClientId=tracker"];

    [Fact]
    public async Task The_program_does_not_start_with_half_a_block() =>
        await Assert.ThrowsAsync<ConfigurationRefused>(() => RunningServer.Start(database, "Production", Half));

    [Fact]
    public async Task While_the_issuer_does_not_answer_the_sign_in_page_says_so_and_calls_it_by_its_name()
    {
        var file = Path.GetTempFileName();
        await File.WriteAllTextAsync(file, "the-secret", CancellationToken.None);
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(file, UnixFileMode.UserRead);
        }

        await database.Somebody();
        await using var app = await RunningServer.Start(database, "Production", [.. Half, $"--SignIn:OpenIdConnect:ClientSecretFile={file}", "--SignIn:OpenIdConnect:DisplayName=市政务<统一>认证"]);
        using var visitor = new SignedInVisitor(app);
        using var left = await visitor.Get("/sign-in/issuer?return=%2Ftargets", "text/html");

        Assert.Equal("/sign-in?why=failed&return=%2Ftargets", left.Headers.Location!.OriginalString);
        Assert.Equal("通过“市政务<统一>认证”登录未能完成，请重新登录；仍不成功的，请联系系统管理员。", await IssuerServer.Sentence(visitor, "/sign-in?why=failed&return=%2Ftargets"));
        await app.StopAsync(CancellationToken.None);
        File.Delete(file);
    }
}
