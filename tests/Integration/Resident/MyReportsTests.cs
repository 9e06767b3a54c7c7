using System.Net;
using Gezhi.Platform.Actors;
using Shouldly;
using Xunit;

namespace Gezhi.Tests.Integration.Resident;

/// <summary>Residents who signed in by phone, and reporters whose reports were joined.</summary>
public sealed class MyReportsTests
{
    [Fact]
    public async Task Who_is_not_signed_in_is_led_to_the_sign_in_by_phone()
    {
        var town = await Town.On(Engine.Sqlite);
        using var aunt = new Handset(town);

        await aunt.Open("/my");

        aunt.Path.ShouldStartWith("/my/sign-in");
    }

    [Fact]
    public async Task A_resident_signs_in_on_the_page_even_after_a_wrong_code()
    {
        var town = await Town.On(Engine.Sqlite);
        using var aunt = new Handset(town);
        const string Phone = "15400010031";
        await aunt.Open("/my");

        await aunt.Send("main form", [("Asked.Phone", Phone)]);
        aunt.Status.ShouldBe(HttpStatusCode.OK);
        aunt.Words.ShouldContain("验证码已发出");
        await aunt.Send("main form", [("Asked.Phone", Phone)]);
        aunt.Words.ShouldContain("秒后再获取");
        aunt.Page.QuerySelector(".problem").ShouldBeNull();

        var code = await PhoneOwner.CodeFor(town, Phone);
        await aunt.Send("main form ~ form", [("Entered.Code", code == "000000" ? "000001" : "000000")]);
        aunt.Status.ShouldBe(HttpStatusCode.BadRequest);
        aunt.Words.ShouldContain("验证码不对");
        await aunt.Send("main form ~ form", [("Entered.Code", code)]);
        aunt.Status.ShouldBe(HttpStatusCode.Conflict);
        aunt.Words.ShouldContain("我们用验证码核对手机号是您本人在用");
        aunt.Page.QuerySelectorAll("main [checked]").ShouldBeEmpty("nothing is ticked for anybody");
        await aunt.Send("main form ~ form", [("Entered.AgreedTo", "1")]);
        aunt.Status.ShouldBe(HttpStatusCode.BadRequest);
        aunt.Words.ShouldContain("请选本人同意，或者监护人替孩子同意");
        await aunt.Send("main form ~ form", [("Entered.AgreedTo", "1"), ("Entered.AgreedBy", "Self")]);

        aunt.Status.ShouldBe(HttpStatusCode.OK);
        aunt.Path.ShouldBe("/my");
        aunt.Words.ShouldContain("154****0031");
    }

    [Fact]
    public async Task A_resident_sees_what_was_reported_under_the_own_phone_and_nothing_else()
    {
        var town = await Town.On(Engine.Sqlite);
        using var aunt = new Handset(town);
        using var somebody = town.Anybody();
        await somebody.Do("/api/reports", new { text = "别人的事：楼道堆物", phone = "15400010019" });
        await somebody.Do("/api/reports", new { text = "我报的路灯不亮", phone = "15400010018" });
        await PhoneOwner.SignIn(town, aunt, "15400010018");

        await aunt.Open("/");
        aunt.Words.ShouldContain("进度会发到 154****0018");
        await aunt.Send("main form", [("Text", "登录后报的：井盖松动"), ("PlaceText", "二七广场")]);
        aunt.Words.ShouldContain("我报的路灯不亮", customMessage: "asked whether it is the same");
        await aunt.Send("main form", [("Text", "登录后报的：井盖松动"), ("PlaceText", "二七广场"), ("anyway", "1")]);
        aunt.Path.ShouldStartWith("/receipt/");
        await aunt.Open("/");
        await aunt.Send("main form", [("Text", "不留电话的一件"), ("PlaceText", "二七广场")], untick: "UseMyPhone");
        await aunt.Open("/my");

        aunt.Status.ShouldBe(HttpStatusCode.OK);
        aunt.Words.ShouldContain("154****0018");
        aunt.Page.QuerySelectorAll(".mine strong").Select(row => row.TextContent).ShouldContain("登录后报的：井盖松动");
        aunt.Words.ShouldContain("我报的路灯不亮");
        aunt.Words.ShouldNotContain("不留电话的一件");
        aunt.Words.ShouldNotContain("别人的事");
    }

    [Fact]
    public async Task A_reporter_whose_report_was_joined_reads_the_steps_and_the_answer_of_the_other_case()
    {
        var town = await Town.On(Engine.Sqlite);
        using var first = town.Anybody();
        using var second = new Handset(town);
        var one = await first.Do(
            "/api/reports",
            new
            {
                text = "井盖缺了",
                lon = Town.Lon,
                lat = Town.Lat,
            }
        );
        await second.Open("/");
        await second.Send("main form", [("Text", "也来说井盖"), ("Lon", "113.6595"), ("Lat", "34.7521")]);
        var caseId = one["caseId"]!.GetValue<Guid>();
        var own = await Office.CaseOf(town, second.Path[9..]);
        town.Clock.Move(TimeSpan.FromMinutes(1));
        using (var linXiao = await town.As(Role.Operator, "caozuo01"))
            await linXiao.Do($"/api/cases/{own}/join", new { toCaseId = caseId, version = 1 });
        town.Clock.Move(TimeSpan.FromMinutes(1));

        await Office.SetOut(town, caseId);
        await Office.Finish(town, caseId, "两位都反映了，井盖已换。");
        await second.Open(second.Path);

        second.Page.QuerySelector(".answer")!.TextContent.ShouldContain("两位都反映了，井盖已换。");
        second.Words.ShouldContain("有人反映了同一个问题，我们一起办");
        second.Words.ShouldNotContain("井盖缺了");
        second.Page.QuerySelector("form.rating").ShouldNotBeNull();
    }
}
