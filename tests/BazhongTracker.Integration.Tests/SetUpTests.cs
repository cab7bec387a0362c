using System.Net;
using System.Text.RegularExpressions;
using BazhongTracker.Domain.Reporting;
using BazhongTracker.Web.Access;
using BazhongTracker.Web.Access.FirstSetUp;
using Microsoft.AspNetCore.Builder;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace BazhongTracker.Integration.Tests;

public sealed partial class SetUpTests : IAsyncLifetime
{
    private const string Good = "Kvwmrt-plodge-haps";
    private const string Page = "/setup";
    private static readonly CancellationToken None = CancellationToken.None;
    private readonly TestDatabase database = new();
    private WebApplication app = null!;

    private string CodeFile => Path.Combine(database.KeysFolder, SetUpCode.FileName);

    private string Code => File.ReadAllText(CodeFile);

    public async ValueTask InitializeAsync()
    {
        await database.InitializeAsync();
        app = await RunningServer.Start(database, "Production");
    }

    public async ValueTask DisposeAsync()
    {
        await app.StopAsync(None);
        await app.DisposeAsync();
        await database.DisposeAsync();
    }

    private async Task<HttpStatusCode> Asked()
    {
        using var visitor = new SignedInVisitor(app);
        using var answer = await visitor.Get(Page, "text/html");
        return answer.StatusCode;
    }

    private async Task<(HttpStatusCode Status, string Page)> Sent(string code, string name = "first.admin", string password = Good)
    {
        using var visitor = new SignedInVisitor(app);
        return await Sent(visitor, await visitor.Open(Page), code, name, password);
    }

    private static async Task<(HttpStatusCode Status, string Page)> Sent(SignedInVisitor visitor, string form, string code, string name, string password = Good)
    {
        using var answer = await visitor.Post(Page, "setup", form, ("Code", code), ("UserName", name), ("DisplayName", "张敏"), ("Password", password), ("Again", password));
        return (answer.StatusCode, WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync(None)));
    }

    private async Task<List<string>> Administrators()
    {
        await using var db = await database.Contexts.CreateDbContextAsync(None);
        return await (from held in db.UserRoles join role in db.Roles on held.RoleId equals role.Id where role.Name == RoleNames.Admin
                      join person in db.Users on held.UserId equals person.Id select person.UserName!).ToListAsync(None);
    }

    [Fact]
    public async Task A_fresh_installation_has_no_account_and_no_usual_password_opens_it()
    {
        foreach (var name in new[] { "root", "admin", "sa", "test" })
        {
            foreach (var password in new[] { "admin", "123456" })
            {
                using var visitor = new SignedInVisitor(app);
                using var answer = await visitor.SignIn(name, password);
                Assert.NotEqual(HttpStatusCode.Redirect, answer.StatusCode);
            }
        }

        Assert.Empty(await Administrators());
    }

    [Fact]
    public async Task The_code_makes_the_first_administrator_once()
    {
        var code = Code;
        Assert.Matches(Shape(), code.TrimEnd());
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(CodeFile));
        }

        Assert.Contains("系统管理员已建立", (await Sent(code)).Page, StringComparison.Ordinal);

        Assert.Equal(["first.admin"], await Administrators());
        Assert.False(File.Exists(CodeFile));
        Assert.Equal(HttpStatusCode.NotFound, await Asked());
        using var visitor = new SignedInVisitor(app);
        using var closed = await visitor.Get(Page, "text/html");
        Assert.Contains("这里没有可做的", WebUtility.HtmlDecode(await closed.Content.ReadAsStringAsync(None)), StringComparison.Ordinal);
        Assert.NotEqual(HttpStatusCode.OK, (await Sent(code)).Status);
        using var answer = await visitor.SignIn("first.admin", Good);
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        using var runs = await visitor.Get("/runs", "text/html");
        Assert.Equal(HttpStatusCode.OK, runs.StatusCode);
        await using var db = await database.Contexts.CreateDbContextAsync(None);
        Assert.Equal("first.admin", (await db.Audit.SingleAsync(a => a.Action == "setup.done", None)).Subject);
    }

    [Fact]
    public async Task After_five_wrong_codes_nothing_is_listened_to_until_the_next_minute()
    {
        for (var i = 0; i < 5; i++)
        {
            var wrong = await Sent($"AAAA BBBB CCCC DDDD EEEE FFFF G{i + 2}");
            Assert.Equal(HttpStatusCode.OK, wrong.Status);
            Assert.Contains("初始化码不对", wrong.Page, StringComparison.Ordinal);
        }

        Assert.Equal(HttpStatusCode.TooManyRequests, (await Sent(Code)).Status);
        Assert.Empty(await Administrators());
        database.Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(HttpStatusCode.OK, (await Sent(Code)).Status);
        Assert.Single(await Administrators());
    }

    [Fact]
    public async Task The_code_is_good_for_half_an_hour_and_a_restart_makes_another()
    {
        var first = Code;
        database.Clock.Advance(TimeSpan.FromMinutes(29));
        Assert.Equal(HttpStatusCode.OK, await Asked());
        database.Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(HttpStatusCode.NotFound, await Asked());
        Assert.False(File.Exists(CodeFile));

        await app.StopAsync(None);
        await app.DisposeAsync();
        app = await RunningServer.Start(database, "Production");
        Assert.NotEqual(first, Code);
        Assert.Contains("初始化码不对", (await Sent(first)).Page, StringComparison.Ordinal);
        Assert.Contains("系统管理员已建立", (await Sent(Code.Replace(" ", "", StringComparison.Ordinal).ToLowerInvariant())).Page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Of_several_right_codes_at_once_one_makes_the_administrator()
    {
        var code = Code;
        var visitors = Enumerable.Range(0, 4).Select(_ => new SignedInVisitor(app)).ToList();
        var forms = await Task.WhenAll(visitors.Select(v => v.Open(Page)));

        var answers = await Task.WhenAll(visitors.Zip(forms).Select((v, i) => Sent(v.First, v.Second, code, $"admin-{i}")));
        visitors.ForEach(v => v.Dispose());

        Assert.Single(answers, a => a.Page.Contains("系统管理员已建立", StringComparison.Ordinal));
        Assert.Equal(3, answers.Count(a => a.Status == HttpStatusCode.NotFound));
        Assert.Single(await Administrators());
        await using var db = await database.Contexts.CreateDbContextAsync(None);
        Assert.Equal(1, await db.Users.CountAsync(None));
    }

    [Fact]
    public async Task A_poor_password_or_name_leaves_the_code_good()
    {
        Assert.Contains("“bazhong”", (await Sent(Code, password: "Bazhong@2026")).Page, StringComparison.Ordinal);
        Assert.Contains("不合规", (await Sent(Code, "no blanks please")).Page, StringComparison.Ordinal);
        Assert.Contains("不合规", (await Sent(Code, "system")).Page, StringComparison.Ordinal);
        await using var db = await database.Contexts.CreateDbContextAsync(None);
        Assert.Equal((0, 0), (await db.Users.CountAsync(None), await db.FirstAdministrators.CountAsync(None)));
        Assert.Contains("系统管理员已建立", (await Sent(Code)).Page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_administrator_from_the_command_line_closes_the_page()
    {
        await using (var scope = app.Services.CreateAsyncScope())
        {
            await scope.ServiceProvider.GetRequiredService<Accounts>().Create("from-shell", "管理员", "", [RoleNames.Admin], Actor.System);
        }

        Assert.Equal(HttpStatusCode.NotFound, await Asked());
    }

    [GeneratedRegex("^([A-Z2-7]{4} ){6}[A-Z2-7]{2}$")]
    private static partial Regex Shape();
}
