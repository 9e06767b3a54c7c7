using Gezhi.Cases.Answers;
using Gezhi.Cases.Closing;
using Gezhi.Cases.Contract;
using Gezhi.Cases.Filing;
using Gezhi.Cases.Joining;
using Gezhi.Platform.Problems;
using Shouldly;
using Xunit;
using static Gezhi.Tests.Unit.Cases.Cast;
using Case = Gezhi.Cases.Case;

namespace Gezhi.Tests.Unit.Cases;

/// <summary>Answers that a resident understands, and reports that a person must read.</summary>
public class PlainAnswerTests
{
    private static readonly Dictionary<string, string> House = new() { ["工单"] = "您反映的事", ["闭环"] = "" };

    [Fact]
    public void An_answer_with_a_blank_goes_to_nobody_whoever_sends_it()
    {
        var refused = Should.Throw<InvalidInput>(() => Input.Check(new DeclineCase.Command("请联系仲裁委员会____", "仲裁委员会")));
        refused.Errors["Reason"].ShouldBe(["answer.blank"]);
        Should.NotThrow(() => Input.Check(new DeclineCase.Command("请联系仲裁委员会，电话见下", "仲裁委员会")));
        Should.Throw<InvalidInput>(() => Input.Check(new CloseCase.Command("____前好")));
        Should.Throw<InvalidInput>(() => Input.Check(new TransferCase.Command("110", Answer: "请拨____")));
    }

    [Fact]
    public void House_words_names_and_phones_are_pointed_at_with_plain_words()
    {
        var found = PlainAnswer.Check("您的工单已由王磊处置，电话 13800001111，已闭环。", House, ["王磊", "林晓"]);

        found.ShouldContain(new Finding(FindingKind.HouseWord, "工单", "您反映的事"));
        found.ShouldContain(new Finding(FindingKind.HouseWord, "闭环"));
        found.ShouldContain(new Finding(FindingKind.StaffName, "王磊"));
        found.ShouldContain(new Finding(FindingKind.Phone, "13800001111"));
        found.Count.ShouldBe(4);
    }

    [Theory]
    [InlineData("井盖已经换好，谢谢您告诉我们。")]
    [InlineData("请拨 12345 或者 110，那里会告诉您怎么办。")]
    [InlineData("法院的电话是 0371-66886688，请打这个电话。")]
    public void Plain_words_and_public_numbers_pass(string text) =>
        PlainAnswer.Check(text, House, ["王磊"], "人民法院 · 0371-66886688").ShouldBeEmpty();

    [Fact]
    public void A_prepared_answer_is_filled_and_what_is_not_known_stays_a_blank_that_is_found()
    {
        var text = FillAnswer.Fill(
            "{地点}的事由{单位}办，{期限}前好。",
            new Dictionary<string, string?> { ["地点"] = "德化街北口", ["单位"] = "市政中心" }
        );

        text.ShouldBe("德化街北口的事由市政中心办，____前好。");
        PlainAnswer.Check(text, House, []).ShouldHaveSingleItem().Kind.ShouldBe(FindingKind.Blank);
        FillAnswer.Unknown("{地点}{姓名}").ShouldBe(["姓名"]);
    }

    [Fact]
    public void What_came_with_the_product_uses_no_house_words_and_only_names_that_exist()
    {
        var first = FirstAnswers.Read();
        first.Templates.Count.ShouldBeGreaterThan(10);
        foreach (var template in first.Templates)
        {
            FillAnswer.Unknown(template.Zh).ShouldBeEmpty(template.Code);
            FillAnswer.Unknown(template.En).ShouldBeEmpty(template.Code);
            PlainAnswer.Check(template.Zh, first.Words, []).ShouldBeEmpty(template.Code);
            if (template.Channel is { } channel)
                first.Channels.ShouldContain(c => c.Code == channel);
        }
    }

    [Fact]
    public void A_phone_inside_a_report_is_hidden_from_those_who_need_not_call() =>
        PhonesInText
            .Hide("我是三单元的，13912345678，或 0371-66001122，12345 打过了")
            .ShouldBe("我是三单元的，139******78，或 037******22，12345 打过了");

    [Theory]
    [InlineData("打 +86 139-1234-5678 找我", "打 +86******78 找我")]
    [InlineData("打8613912345678", "打861******78")]
    [InlineData("身份证 41010319900101002X 的人", "身份证 410103********002X 的人")]
    [InlineData("工单 202603051234567", "工单 202603051234567")]
    public void Country_codes_and_citizen_numbers_are_hidden_and_order_numbers_stay(string said, string shown) =>
        PhonesInText.Hide(said).ShouldBe(shown);

    [Theory]
    [InlineData("桥下积水很深，车过不去", true)]
    [InlineData("桥下积水，有人被困在车里", false)]
    [InlineData("路灯不亮", false)]
    public void While_it_stands_a_batch_takes_in_the_theme_and_never_a_danger(string text, bool belongs)
    {
        var batch = new JoinBatch
        {
            Words = "积水 内涝",
            Lon = 113.66,
            Lat = 34.75,
            RadiusMetres = 500,
        };
        JoinRound.Belongs(batch, Flood(113.661, false), text).ShouldBe(belongs);
    }

    [Fact]
    public void What_is_urgent_or_far_away_stays_by_itself()
    {
        var batch = new JoinBatch
        {
            Words = "积水",
            Lon = 113.66,
            Lat = 34.75,
            RadiusMetres = 500,
        };
        JoinRound.Belongs(batch, Flood(113.661, true), "积水").ShouldBeFalse();
        JoinRound.Belongs(batch, Flood(113.670, false), "积水").ShouldBeFalse();
    }

    private static Case Flood(double lon, bool isUrgent) =>
        Case.Open(
            District,
            Id(30),
            Channel.ResidentPage,
            new Gezhi.Cases.CaseFacts("积水", null, Grid, lon, 34.75, "大学路桥下", isUrgent, null),
            By(AuntZhang, Morning),
            Limits
        );
}
