using System.Net;
using System.Text.RegularExpressions;
using BazhongTracker.Domain;
using BazhongTracker.Domain.Reporting;
using BazhongTracker.Web.Access;
using BazhongTracker.Web.Features.SettingUp;
using Microsoft.AspNetCore.Builder;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace BazhongTracker.Integration.Tests;

/// <summary>The second step of the first set-up: people in a table, roles confirmed by another.</summary>
public sealed partial class PeopleTableTests : IAsyncLifetime
{
    private const string Head = "姓名\t工号\t账号\t部门\t角色";
    private const string Page = "/new-people";
    private static readonly CancellationToken None = CancellationToken.None;
    private readonly TestDatabase database = new();
    private WebApplication app = null!;
    private SignedInVisitor admin = null!;
    private SignedInVisitor security = null!;

    public async ValueTask InitializeAsync()
    {
        await database.InitializeAsync();
        app = await RunningServer.Start(database, "Production");
        admin = await In("the.admin", "张伟", RoleNames.Admin, "10001");
        security = await In("the.security", "李文", RoleNames.Security, "10027");
    }

    public async ValueTask DisposeAsync()
    {
        admin.Dispose();
        security.Dispose();
        await app.StopAsync(None);
        await app.DisposeAsync();
        await database.DisposeAsync();
    }

    private async Task<SignedInVisitor> In(string userName, string name, string role, string number)
    {
        await using var scope = app.Services.CreateAsyncScope();
        var password = await database.Settled(
            userName, await scope.ServiceProvider.GetRequiredService<Accounts>().Create(userName, name, "", [role], Actor.System, number));
        var visitor = new SignedInVisitor(app);
        (await visitor.SignIn(userName, password)).Dispose();
        return visitor;
    }

    private async Task<string> Sent(string what, string text, string? operation = null, string? fix = null)
    {
        using var answer = await admin.Fill(Page, "people",
            [("Text", text), ("What", what), ("OperationId", operation ?? ""), .. fix is null ? [] : new[] { ("Fix", fix) }]);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync(None));
    }

    private async Task<List<string>> Confirmed(bool all = true)
    {
        using var shown = await security.Get("/waiting-roles", "text/html");
        var page = WebUtility.HtmlDecode(await shown.Content.ReadAsStringAsync(None));
        var seen = Seen().Matches(page).Select(m => m.Groups["seen"].Value).ToList();
        using var answer = await security.Send(new HttpRequestMessage(HttpMethod.Post, "/waiting-roles")
        {
            Content = new FormUrlEncodedContent([new("_handler", "roles"), new("__RequestVerificationToken",
                await security.Open("/waiting-roles")), .. seen.Take(all ? seen.Count : 1).Select(s => KeyValuePair.Create("Seen", s))]),
        });
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return seen;
    }

    private async Task<IReadOnlyList<CheckedRow>> Checked(params string[] lines)
    {
        await using var scope = app.Services.CreateAsyncScope();
        return (await scope.ServiceProvider.GetRequiredService<PeopleCheck>().Run(
            PeopleTable.Read(Head + "\n" + string.Join('\n', lines), key => key),
            new Actor("the.admin", "张伟", "", [RoleNames.Admin]), None)).Rows;
    }

    private async Task<string> Said(params string[] lines) => string.Join(' ', (await Checked(lines))[^1].Words.Select(w => w.Key));

    [Theory]
    [InlineData("王建军\t10031\ttongji.wangjj\t市农业农村局\t审核人", "")]
    [InlineData("王建军\t10031\ttongji.wangjj\tagriculture\t填报、审核", "")]
    [InlineData("\t10031\ta\t市农业农村局\t审核人", "row.name")]
    [InlineData("王建军\t\ta\t市农业农村局\t审核人", "row.number")]
    [InlineData("王建军\t10 031 号\ta\t市农业农村局\t审核人", "row.number_form")]
    [InlineData("李文二\t１００２７\ta\t市农业农村局\t填报人", "row.number_admin")]
    [InlineData("王建军\t10031\tthe.admin\t市农业农村局\t审核人", "row.account_taken")]
    [InlineData("王建军\t10031\t王\t市农业农村局\t审核人", "row.account")]
    [InlineData("王建军\t10031\ta\t市农业农村厅\t审核人", "row.department_fix")]
    [InlineData("王建军\t10031\ta\t巴州区政府\t审核人", "row.department")]
    [InlineData("王建军\t10031\ta\t市文旅局\t审核人", "row.department_short")]
    [InlineData("王建军\t10031\ta\t\t填报人", "row.department_none")]
    [InlineData("王建军\t10031\ta\t\t领导", "")]
    [InlineData("王建军\t10031\ta\t市农业农村局\t局长", "row.role")]
    [InlineData("王建军\t10031\ta\t市农业农村局\t", "row.role_none")]
    [InlineData("王建军\t10031\ta\t市农业农村局\t系统管理员", "row.role_admin")]
    [InlineData("张\u200B伟\t10031\ta\t市农业农村局\t审核人", "row.alike")]
    public async Task Each_row_is_told_what_is_wrong_with_it(string line, string words) => Assert.Equal(words, await Said(line));

    [Fact]
    public async Task Rows_are_told_from_one_another() =>
        Assert.Equal("row.number_twice row.account_twice", await Said("王建军\t10031\ta\t市农业农村局\t审核人", "李晓梅\t10031\tA\t市农业农村局\t填报人"));

    [Fact]
    public async Task An_account_is_the_same_in_whatever_width_and_with_what_nobody_sees_between()
    {
        Assert.Equal("row.account_taken", await Said("王建军\t10031\tＴｈｅ．\u200Badmin\t市农业农村局\t审核人"));
        Assert.Equal("nongye.wangjj", Assert.Single(await Checked("王建军\t10031\t\uFEFFＮｏｎｇｙｅ．wangjj\u3000\t市农业农村局\t审核人")).UserName);
    }

    [Fact]
    public void The_head_line_tells_the_columns_and_quoted_cells_hold_what_they_hold()
    {
        var rows = PeopleTable.Read(
            "角色\t\t姓名\t账号\t单位\t工号\r\n\"填报人\"\t\t\"李\"\"晓\"\"梅\"\tnongye.lixm\t\"市农业\n农村局\"\t007\r\n\r\n", key => key);

        Assert.Equal([new TableRow(1, "李\"晓\"梅", "007", "nongye.lixm", "市农业 农村局", "填报人")], rows);
        Assert.Equal("table.head", Assert.Throws<RuleViolation>(() => PeopleTable.Read("姓名\t账号\n张三\tz", key => key)).Code);
    }

    [Fact]
    public void A_table_parted_by_commas_is_read_as_the_empty_table_is_written()
    {
        var row = Assert.Single(PeopleTable.Read("姓名,工号,账号,部门,角色\n张三,1001,zhangsan,市水利局,\"填报人,审核人\"\n", key => key));

        Assert.Equal(["张三", "1001", "zhangsan", "市水利局", "填报人,审核人"], row.Cells);
    }

    [Fact]
    public async Task Good_rows_become_accounts_whose_roles_wait_until_the_security_administrator_confirms_them()
    {
        var text = $"{Head}\n王建军\t10031\ttongji.wangjj\t市农业农村局\t审核人\n李晓梅\t10044\tnongye.lixm\t市农业农村厅\t填报人\n赵敏\t10019\tthe.admin\t\t督查";
        var page = await Sent("check", text);
        Assert.Contains("建立1个账号", page, StringComparison.Ordinal);
        page = await Sent("", text, fix: "2|市农业农村局");
        Assert.Contains("建立2个账号", page, StringComparison.Ordinal);

        var operation = Guid.NewGuid().ToString();
        var slips = await Sent("make", text.Replace("农村厅", "农村局", StringComparison.Ordinal), operation);
        Assert.Equal(2, Password().Count(slips));
        Assert.Contains("只显示一次", await Sent("make", text.Replace("农村厅", "农村局", StringComparison.Ordinal).Replace("tongji.wangjj", "other",
            StringComparison.Ordinal).Replace("10031", "1", StringComparison.Ordinal), operation), StringComparison.Ordinal);

        await using var db = await database.Contexts.CreateDbContextAsync(None);
        Assert.Equal(4, await db.Users.CountAsync(None));
        Assert.Equal(2, await db.UserRoles.CountAsync(None));
        Assert.Equal(2, await db.Memberships.CountAsync(None));
        Assert.Equal(2, await db.Audit.CountAsync(a => a.Action == "role.wished" && a.OperationId == operation, None));

        await Confirmed();
        Assert.Empty(await db.WishedRoles.ToListAsync(None));
        Assert.Equal(4, await db.UserRoles.CountAsync(None));
        Assert.Equal(2, await db.Audit.CountAsync(a => a.Action == "role.changed" && a.UserName == "the.security", None));
    }

    [Fact]
    public async Task A_table_sent_with_a_token_of_before_the_sign_in_is_not_looked_at_and_stands_in_the_form_again()
    {
        using var nobody = new SignedInVisitor(app);
        var token = await nobody.Open("/sign-in");
        using var answer = await admin.Post(Page, "people", token, ("Text", Head + "\n  李晓梅\t10044"), ("What", "make"));

        var page = WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync(None));
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains("刚才提交的没有处理", page, StringComparison.Ordinal);
        Assert.Contains(Head + "\n  李晓梅\t10044</textarea>", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whose_tick_was_taken_away_in_a_refused_form_stays_without_it()
    {
        var table = $"{Head}\n王建军\t10031\ttongji.wangjj\t市农业农村局\t审核人\n李晓梅\t10044\tnongye.lixm\t市农业农村局\t填报人";
        await Sent("make", table, Guid.NewGuid().ToString());
        using var nobody = new SignedInVisitor(app);
        var token = await nobody.Open("/sign-in");

        using var answer = await security.Send(new HttpRequestMessage(HttpMethod.Post, "/waiting-roles")
        {
            Content = new FormUrlEncodedContent(
                [new("_handler", "roles"), new("__RequestVerificationToken", token), new("Seen", "nongye.lixm|agriculture|clerk")]),
        });

        var page = WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync(None));
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Matches("nongye\\.lixm\\|[^>]* checked", page);
        Assert.Matches("tongji\\.wangjj\\|", page);
        Assert.DoesNotMatch("tongji\\.wangjj\\|[^>]* checked", page);
    }

    [Fact]
    public async Task The_department_of_a_row_can_be_chosen_from_all_there_are()
    {
        var text = $"{Head}\n王建军\t10031\ttongji.wangjj\t巴州区政府\t审核人";
        Assert.Contains("<option value=\"1|市农业农村局\">", await Sent("check", text), StringComparison.Ordinal);
        using var answer = await admin.Send(new HttpRequestMessage(HttpMethod.Post, Page)
        {
            Content = new FormUrlEncodedContent(
                [new("_handler", "people"), new("__RequestVerificationToken", await admin.Open(Page)), new("Form.Text", text), new("Other", "1|市农业农村局")]),
        });

        Assert.Contains("建立1个账号", WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync(None)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_empty_table_holds_the_head_line_and_a_preview_of_the_slips_no_password()
    {
        using var page = await admin.Get(Page, "text/html");
        var table = EmptyTable().Match(WebUtility.HtmlDecode(await page.Content.ReadAsStringAsync(None))).Groups["table"].Value;
        Assert.Equal("\uFEFF姓名,工号,账号,部门,角色\r\n", Uri.UnescapeDataString(table));

        var shown = await Sent("check", $"{Head}\n王建军\t10031\ttongji.wangjj\t市农业农村局\t审核人");
        Assert.Contains("预览口令条（1张）", shown, StringComparison.Ordinal);
        Assert.Contains("建立后生成", shown, StringComparison.Ordinal);
        Assert.Empty(Password().Matches(shown));
    }

    [Fact]
    public async Task What_waits_no_longer_as_it_was_seen_is_not_confirmed()
    {
        await Sent("make", $"{Head}\n王建军\t10031\ttongji.wangjj\t市农业农村局\t审核人\n李晓梅\t10044\tnongye.lixm\t市农业农村局\t填报人",
            Guid.NewGuid().ToString());
        await using var scope = app.Services.CreateAsyncScope();
        var actor = new Actor("the.security", "李文", "", [RoleNames.Security]);
        var waiting = scope.ServiceProvider.GetRequiredService<WaitingRoles>();

        var refused = await Assert.ThrowsAsync<RuleViolation>(
            () => waiting.Give(["nongye.lixm|agriculture|clerk", "tongji.wangjj|agriculture|clerk,reviewer"], actor, None));

        Assert.Equal("role.meanwhile", refused.Code);
        Assert.Equal(2, (await waiting.List(actor, None)).Count);
        Assert.Equal(1, await waiting.Give(["nongye.lixm|agriculture|clerk"], actor, None));
        Assert.Equal(0, await waiting.Give(["nongye.lixm|agriculture|clerk"], actor, None));
    }

    [Fact]
    public async Task Of_two_who_look_the_same_the_second_is_shown_with_the_user_name()
    {
        await using var scope = app.Services.CreateAsyncScope();
        var accounts = scope.ServiceProvider.GetRequiredService<Accounts>();
        await accounts.Create("nongye.zhang", "张 伟", "agriculture", [RoleNames.Clerk], Actor.System);
        await accounts.Create("latin", "MAO", "agriculture", [RoleNames.Clerk], Actor.System);
        await accounts.Create("cyrillic", "МАО", "agriculture", [RoleNames.Clerk], Actor.System);

        await using var db = await database.Contexts.CreateDbContextAsync(None);
        Assert.Equal(["МАО（cyrillic）", "MAO", "张 伟（nongye.zhang）"],
            await db.Users.Where(p => p.StaffNumber == null).OrderBy(p => p.UserName).Select(p => p.DisplayName).ToListAsync(None));
        Assert.Equal("张 伟（nongye.zhang） agriculture clerk",
            (await db.Audit.SingleAsync(a => a.Action == "create-account" && a.Subject == "nongye.zhang", None)).NewValue);
    }

    [GeneratedRegex("href=\"data:text/csv;charset=utf-8,(?<table>[^\"]+)\"")]
    private static partial Regex EmptyTable();

    [GeneratedRegex("class=\"password\">[^<]+<")]
    private static partial Regex Password();

    [GeneratedRegex("name=\"Seen\" value=\"(?<seen>[^\"]+)\"")]
    private static partial Regex Seen();
}
