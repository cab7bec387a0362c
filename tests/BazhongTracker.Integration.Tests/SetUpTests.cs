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

    private string Code => File.ReadAllText(CodeFile).Trim();

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

    private async Task Restart(params string[] settings)
    {
        await app.StopAsync(None);
        await app.DisposeAsync();
        app = await RunningServer.Start(database, "Production", settings);
    }

    private async Task<HttpStatusCode> Asked()
    {
        using var visitor = new SignedInVisitor(app);
        using var answer = await visitor.Get(Page, "text/html");
        return answer.StatusCode;
    }

    private static async Task<(HttpStatusCode Status, string Page)> Read(HttpResponseMessage answer)
    {
        using (answer)
        {
            return (answer.StatusCode, WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync(None)));
        }
    }

    private static async Task<string> Shown(SignedInVisitor visitor) => (await Read(await visitor.Get(Page, "text/html"))).Page;

    private static async Task<(HttpStatusCode Status, string Page)> Typed(SignedInVisitor visitor, string code) =>
        await Read(await visitor.Fill(Page, "setup", ("What", "code"), ("Code", code)));

    /// <summary>A browser in which the code was typed.</summary>
    private async Task<SignedInVisitor> LetIn()
    {
        var visitor = new SignedInVisitor(app);
        Assert.Equal(HttpStatusCode.Redirect, (await Typed(visitor, Code)).Status);
        return visitor;
    }

    private static async Task<(HttpStatusCode Status, string Page)> Made(SignedInVisitor visitor, string role, string userName, string name,
        string number, string password = Good) => await Read(await visitor.Fill(
        Page, "setup", ("What", "person"), ("Role", role), ("UserName", userName), ("DisplayName", name), ("StaffNumber", number),
        ("Password", password), ("Again", password)));

    private static Task<(HttpStatusCode Status, string Page)> Admin(SignedInVisitor visitor, string userName = "first.admin",
        string password = Good) => Made(visitor, RoleNames.Admin, userName, "张伟", "10001", password);

    private async Task<List<string>> Holders()
    {
        await using var db = await database.Contexts.CreateDbContextAsync(None);
        return await (from held in db.UserRoles join role in db.Roles on held.RoleId equals role.Id
            join person in db.Users on held.UserId equals person.Id
                      orderby role.Name select role.Name + " " + person.UserName + " " + person.StaffNumber).ToListAsync(None);
    }

    [Fact]
    public async Task A_fresh_installation_has_no_account_and_no_usual_password_opens_it()
    {
        foreach (var name in new[] { "root", "admin", "sa", "test" })
        {
            using var visitor = new SignedInVisitor(app);
            using var answer = await visitor.Post(
                "/sign-in", "sign-in", await visitor.Open(Page), ("UserName", name), ("Password", "admin"));
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        }

        Assert.Empty(await Holders());
    }

    [Fact]
    public async Task The_sign_in_page_leads_to_the_set_up_while_nobody_is_there()
    {
        using var visitor = new SignedInVisitor(app);
        using (var led = await visitor.Get("/sign-in", "text/html"))
        {
            Assert.EndsWith(Page, led.Headers.Location!.ToString(), StringComparison.Ordinal);
        }

        using var browser = await LetIn();
        await Admin(browser);
        using var stays = await visitor.Get("/sign-in", "text/html");
        Assert.Equal(HttpStatusCode.OK, stays.StatusCode);
    }

    [Fact]
    public async Task With_the_code_three_people_become_the_three_administrators_one_after_another()
    {
        Assert.Matches(Shape(), Code);
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(CodeFile));
        }

        using var visitor = await LetIn();
        Assert.Equal(HttpStatusCode.Redirect, (await Admin(visitor)).Status);
        Assert.Contains("value=\"security\"", await Shown(visitor), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Redirect, (await Made(visitor, RoleNames.Security, "second.one", "李文", "10027")).Status);
        Assert.Equal(HttpStatusCode.Redirect, (await Made(visitor, RoleNames.Auditor, "third.one", "王敏", "10033")).Status);

        Assert.Equal(["admin first.admin 10001", "auditor third.one 10033", "security second.one 10027"], await Holders());
        Assert.False(File.Exists(CodeFile));
        Assert.Equal(HttpStatusCode.NotFound, await Asked());
        Assert.Contains("三名管理员已齐", await Shown(visitor), StringComparison.Ordinal);
        using var signedIn = await visitor.SignIn("first.admin", Good);
        Assert.EndsWith("/start", signedIn.Headers.Location!.ToString(), StringComparison.Ordinal);
        await using var db = await database.Contexts.CreateDbContextAsync(None);
        Assert.Equal(["first.admin", "second.one", "third.one"],
            await db.Audit.Where(a => a.Action == "setup.done").OrderBy(a => a.Id).Select(a => a.Subject).ToListAsync(None));
        Assert.Equal(
            "张伟 10001 admin", (await db.Audit.SingleAsync(a => a.Action == "create-account" && a.Subject == "first.admin", None)).NewValue);
    }

    [Fact]
    public async Task What_was_typed_in_a_refused_form_stands_in_it_again_but_the_password()
    {
        using var visitor = await LetIn();
        using var other = new SignedInVisitor(app);
        var fields = new[]
        {
            ("What", "person"), ("Role", RoleNames.Admin), ("UserName", "first.admin"), ("DisplayName", "张伟"), ("StaffNumber", "10001"),
            ("Password", Good), ("Again", Good),
        };

        var refused = await Read(await visitor.Post(Page, "setup", await other.Open(Page), fields));

        Assert.Equal(HttpStatusCode.BadRequest, refused.Status);
        foreach (var kept in new[] { "first.admin", "张伟", "10001" })
        {
            Assert.Contains($"value=\"{kept}\"", refused.Page, StringComparison.Ordinal);
        }

        Assert.DoesNotContain(Good, refused.Page, StringComparison.Ordinal);
        Assert.Empty(await Holders());
    }

    [Theory]
    [InlineData("李文", "１０００１", "工号10001已是张伟")]
    [InlineData("张 伟", "10027", "姓名相同或极为相似")]
    [InlineData("张\u200b伟", "10027", "姓名相同或极为相似")]
    [InlineData("李文", "", "请填写工号")]
    public async Task One_person_does_not_sit_on_two_chairs(string name, string number, string sentence)
    {
        using var visitor = await LetIn();
        await Admin(visitor);

        var refused = await Made(visitor, RoleNames.Security, "second.one", name, number);

        Assert.Equal(HttpStatusCode.OK, refused.Status);
        Assert.Contains(sentence, refused.Page, StringComparison.Ordinal);
        Assert.Single(await Holders());
    }

    [Fact]
    public async Task An_account_typed_in_full_width_with_what_nobody_sees_is_the_one_that_signs_in()
    {
        using var visitor = await LetIn();

        Assert.Equal(HttpStatusCode.Redirect, (await Admin(visitor, "Ｆｉｒｓｔ．\u200Badmin\u3000")).Status);

        Assert.Equal(["admin first.admin 10001"], await Holders());
    }

    [Fact]
    public async Task With_a_second_factor_each_binds_an_authenticator_and_says_that_the_codes_are_saved_before_the_next_sits_down()
    {
        await Restart("--SignIn:SecondFactor=Privileged");
        using var visitor = await LetIn();
        await Admin(visitor);

        var page = await Shown(visitor);
        Assert.Contains("<svg class=\"qr\"", page, StringComparison.Ordinal);
        var seed = SecondFactorTests.SeedOf(page);
        Assert.Equal(seed, SecondFactorTests.SeedOf(await Shown(visitor)));
        Assert.Contains(
            "口令不对", (await Read(await visitor.Fill(Page, "setup", ("What", "bind"), ("Code", "000000")))).Page, StringComparison.Ordinal);
        var bound = await Read(
            await visitor.Fill(Page, "setup", ("What", "bind"), ("Code", SecondFactorTests.CodeAt(seed, database.Clock))));
        Assert.Equal(10, Recovery().Count(bound.Page));
        Assert.Contains("data-kept", bound.Page, StringComparison.Ordinal);
        Assert.DoesNotContain("data-session=\"", bound.Page, StringComparison.Ordinal);

        Assert.Contains("value=\"show\"", await Shown(visitor), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Redirect, (await Read(await visitor.Fill(Page, "setup", ("What", "keep")))).Status);
        Assert.Contains("value=\"security\"", await Shown(visitor), StringComparison.Ordinal);
        await using var db = await database.Contexts.CreateDbContextAsync(None);
        Assert.True(await db.SecondFactors.AnyAsync(f => f.ConfirmedUtc != null, None));
        Assert.Equal(10, await db.RecoveryCodes.CountAsync(None));
    }

    [Fact]
    public async Task What_was_left_goes_on_where_it_stopped_also_after_a_restart_and_a_day()
    {
        await Restart("--SignIn:SecondFactor=Privileged");
        using (var visitor = await LetIn())
        {
            await Admin(visitor);
            var seed = SecondFactorTests.SeedOf(await Shown(visitor));
            await Read(await visitor.Fill(Page, "setup", ("What", "bind"), ("Code", SecondFactorTests.CodeAt(seed, database.Clock))));
            using var left = await visitor.Get("/setup?later=true", "text/html");
            Assert.Contains("再输一次初始化码", (await Read(left)).Page, StringComparison.Ordinal);
            Assert.Contains("value=\"code\"", await Shown(visitor), StringComparison.Ordinal);
        }

        database.Clock.Advance(TimeSpan.FromDays(1));
        await Restart("--SignIn:SecondFactor=Privileged");
        database.Clock.Advance(TimeSpan.FromHours(2));
        using var later = await LetIn();
        Assert.Contains("上次没有确认保存", await Shown(later), StringComparison.Ordinal);
        var codes = await Read(await later.Fill(Page, "setup", ("What", "show")));
        Assert.Equal(10, Recovery().Count(codes.Page));
        await Read(await later.Fill(Page, "setup", ("What", "keep")));
        Assert.Equal(HttpStatusCode.Redirect, (await Made(later, RoleNames.Security, "second.one", "李文", "10027")).Status);
    }

    [Fact]
    public async Task Of_several_at_once_one_becomes_the_administrator()
    {
        var visitors = new[] { await LetIn(), await LetIn(), await LetIn() };

        var answers = await Task.WhenAll(visitors.Select((v, i) => Made(v, RoleNames.Admin, $"admin-{i}", $"张伟{i + 2}", $"2000{i}")));
        visitors.ToList().ForEach(v => v.Dispose());

        Assert.Single(answers, a => a.Status == HttpStatusCode.Redirect);
        Assert.Equal(2, answers.Count(a => a.Page.Contains("刚才已在别处完成", StringComparison.Ordinal)));
        Assert.Single(await Holders());
    }

    [Fact]
    public async Task A_poor_password_or_name_leaves_the_chair_free()
    {
        using var visitor = await LetIn();
        Assert.Contains("“bazhong”", (await Admin(visitor, password: "Bazhong@2026")).Page, StringComparison.Ordinal);
        Assert.Contains("不合规", (await Admin(visitor, "no blanks please")).Page, StringComparison.Ordinal);
        Assert.Contains("已有人使用", (await Admin(visitor, "system")).Page, StringComparison.Ordinal);
        await using var db = await database.Contexts.CreateDbContextAsync(None);
        Assert.Equal((0, 0), (await db.Users.CountAsync(None), await db.FirstAdministrators.CountAsync(None)));
        Assert.Equal(HttpStatusCode.Redirect, (await Admin(visitor)).Status);
    }

    [Fact]
    public async Task After_an_administrator_from_the_command_line_the_page_makes_the_other_two()
    {
        await using (var scope = app.Services.CreateAsyncScope())
        {
            await scope.ServiceProvider.GetRequiredService<Accounts>().Create("from-shell", "管理员", "", [RoleNames.Admin], Actor.System);
        }

        using var visitor = await LetIn();
        Assert.Contains("value=\"security\"", await Shown(visitor), StringComparison.Ordinal);
    }

    [GeneratedRegex("^([A-Z2-7]{4} ){6}[A-Z2-7]{2}$")]
    private static partial Regex Shape();

    [GeneratedRegex("<li>[A-Z2-7]{4}(?: [A-Z2-7]{4}){3}</li>")]
    private static partial Regex Recovery();
}
