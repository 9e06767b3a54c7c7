using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Gezhi.Community.Funds;
using Gezhi.Platform.Actors;
using Gezhi.Tests.Integration.Centre;
using Microsoft.EntityFrameworkCore;
using Shouldly;
using Xunit;

namespace Gezhi.Tests.Integration.Community;

/// <summary>Books of a charity fund: online gifts with bad notices, two persons, reversal and refund, an aid with its three sums.</summary>
public sealed class FundTests
{
    private const string Area = "410103010004";
    private const string Api = "/api/community/funds";

    public static TheoryData<Engine> Engines => [Engine.Sqlite, Engine.Postgres];

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Online_gifts_are_posted_once_however_their_notices_come(Engine engine)
    {
        var town = await Town.On(engine);
        using var anybody = town.Anybody();
        using var secretary = await town.As(Role.CommunitySecretary, "shuji001");
        var fund = await Fund(secretary, "Public");
        (await anybody.Refused($"/api/funds/{fund}/gifts", new { fen = 99 })).Status.ShouldBe(400);
        var order = await Order(anybody, fund, 5_000);
        var notice = await Pay(anybody, order);
        (await Notify(anybody, notice.Body.Replace("5000", "9000", StringComparison.Ordinal), notice.Signature)).ShouldBe(
            HttpStatusCode.Conflict
        );
        var answers = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => Notify(anybody, notice.Body, notice.Signature)));
        answers.ShouldAllBe(a => a == HttpStatusCode.OK);
        (await Notify(anybody, notice.Body, null)).ShouldBe(HttpStatusCode.Conflict);
        (await Notify(anybody, notice.Body, "not base64 at all")).ShouldBe(HttpStatusCode.Conflict);
        var books = await Books(secretary, fund);
        ((long)books["differenceFen"]!).ShouldBe(0);
        ((long)books["trialFen"]!).ShouldBe(0);
        ((int)books["lines"]!).ShouldBe(1);
        (await There(secretary, fund)).ShouldBe(5_000);

        var lost = await Order(anybody, fund, 700);
        var late = await Pay(anybody, lost); // the provider has it, we were not told
        books = await Books(secretary, fund);
        ((long)books["differenceFen"]!).ShouldBe(700);
        town.Clock.Move(TimeSpan.FromDays(2));
        (await Notify(anybody, late.Body, late.Signature)).ShouldBe(HttpStatusCode.OK);
        using var back = await town.As(Role.CommunitySecretary, "shuji001"); // two days later the session is over
        ((long)(await Books(back, fund))["differenceFen"]!).ShouldBe(0);
        (await anybody.See($"/funds/gifts/{lost}")).Text("main").ShouldContain("已收到善款");
        (await anybody.See("/funds/gifts/AAAAAAAAAAAA")).Status.ShouldBe(HttpStatusCode.NotFound);
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Only_a_fund_under_a_charity_that_may_collect_publicly_takes_gifts_online(Engine engine)
    {
        var town = await Town.On(engine);
        using var anybody = town.Anybody();
        using var secretary = await town.As(Role.CommunitySecretary, "shuji001");
        using var other = await town.As(Role.CommunitySecretary, "shuji002");
        using var worker = await town.As(Role.GridWorker);
        foreach (var level in new[] { "None", "Directed" })
        {
            var fund = await Fund(secretary, level);
            (await anybody.Refused($"/api/funds/{fund}/gifts", new { fen = 1_000 })).Code.ShouldBe("fund.no-online");
            (await other.See($"/community/funds/{fund}")).Status.ShouldBe(HttpStatusCode.NotFound);
            (await worker.See($"/community/funds/{fund}")).Status.ShouldBe(HttpStatusCode.Forbidden);
        }
        (await worker.Refused(Api, new { name = "不许", areaCode = Area })).Status.ShouldBe(403);
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task A_household_is_helped_by_two_persons_and_the_three_sums_add_up(Engine engine)
    {
        var town = await Town.On(engine);
        using var anybody = town.Anybody();
        using var secretary = await town.As(Role.CommunitySecretary, "shuji001");
        using var leader = await town.As(Role.Leader);
        var fund = await Fund(secretary, "Public");
        var aid = await Id(
            secretary,
            $"{Api}/{fund}/aids",
            new
            {
                name = "王秀兰",
                why = "独居，手术后没有收入",
                publicWords = "一位独居老人手术后生活困难",
                needFen = 9_000_000,
            }
        );
        var asked = new { grants = true, words = "入户看过病历和存折" };
        (await secretary.Refused($"{Api}/{fund}/aids/{aid}/decision", asked)).Code.ShouldBe("payout.two-persons");
        (await anybody.See($"/funds/{fund}")).Text("main").ShouldNotContain("独居老人");
        await leader.Do($"{Api}/{fund}/aids/{aid}/decision", asked);
        var purpose = await Purpose(town, aid);
        (await anybody.Refused($"/api/funds/{fund}/gifts", new { fen = 1_000, purposeId = purpose })).Code.ShouldBe("fund.no-online");
        await secretary.Do(
            $"{Api}/{fund}/aids/{aid}/outside",
            new
            {
                source = "筹款平台项目页",
                fen = 7_135_400,
                seenOn = "2026-03-01",
            }
        );
        foreach (var (words, fen) in new[] { ("小区邻居捐款箱", 678_400), ("商户义卖", 430_000) })
            await Id(
                secretary,
                $"{Api}/{fund}/gifts",
                new
                {
                    way = "Cash",
                    fen,
                    purposeId = purpose,
                    words,
                }
            );
        var page = (await anybody.See($"/funds/{fund}")).Text("main");
        foreach (var sum in new[] { "71,354.00", "6,784.00", "4,300.00", "82,438.00" })
            page.ShouldContain(sum);
        page.ShouldNotContain("王秀兰");
        (await There(secretary, fund)).ShouldBe(678_400 + 430_000); // what others collected is on no book of ours

        var all = new
        {
            from = "Cash",
            fen = 1_108_400,
            words = "交到受助人手中",
            purposeId = purpose,
        };
        var first = await Id(secretary, $"{Api}/{fund}/payouts", all);
        var second = await Id(secretary, $"{Api}/{fund}/payouts", all);
        var pays = new { pays = true, receipt = "SJ-001" };
        (await secretary.Refused($"{Api}/{fund}/payouts/{first}/decision", pays)).Code.ShouldBe("payout.two-persons");
        await leader.Do($"{Api}/{fund}/payouts/{first}/decision", pays);
        (await leader.Refused($"{Api}/{fund}/payouts/{first}/decision", pays)).Code.ShouldBe("payout.decided");
        (await leader.Refused($"{Api}/{fund}/payouts/{second}/decision", pays)).Code.ShouldBe("fund.too-little");
        var thanks = new { result = "老人已出院", thanks = "谢谢每一位邻居" };
        (await secretary.Refused($"{Api}/{fund}/aids/{aid}/closing", thanks)).Code.ShouldBe("aid.waiting");
        await leader.Do($"{Api}/{fund}/payouts/{second}/decision", new { pays = false, receipt = "重复申请" });
        await secretary.Do($"{Api}/{fund}/aids/{aid}/closing", thanks);
        (await anybody.See($"/funds/{fund}")).Text("main").ShouldContain("谢谢每一位邻居");
        (await There(secretary, fund)).ShouldBe(0);
        ((long)(await Books(secretary, fund))["trialFen"]!).ShouldBe(0);
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Mistakes_are_reversed_gifts_refunded_and_the_month_reads_so(Engine engine)
    {
        var town = await Town.On(engine);
        using var anybody = town.Anybody();
        using var secretary = await town.As(Role.CommunitySecretary, "shuji001");
        var fund = await Fund(secretary, "Public");
        var gift = new
        {
            way = "Goods",
            fen = 30_000,
            words = "大米 20 袋",
            donor = "赵大姐",
            showsDonor = false,
        };
        (await secretary.Refused($"{Api}/{fund}/gifts", gift with { words = "" })).Status.ShouldBe(400);
        var rice = await Id(secretary, $"{Api}/{fund}/gifts", gift);
        await Id(secretary, $"{Api}/{fund}/gifts", gift with { way = "Cash", fen = 200, donor = "钱先生", showsDonor = true });
        await secretary.Do($"{Api}/{fund}/gifts/{rice}/reversal", new { why = "登记错了" });
        (await secretary.Refused($"{Api}/{fund}/gifts/{rice}/reversal", new { why = "再来" })).Code.ShouldBe("gift.not-there");
        var order = await Order(anybody, fund, 5_000);
        var notice = await Pay(anybody, order);
        (await Notify(anybody, notice.Body, notice.Signature)).ShouldBe(HttpStatusCode.OK);
        var paid = await town.With((_, db) => db.Set<Gift>().AsNoTracking().FirstAsync(g => g.No == order));
        await secretary.Do($"{Api}/{fund}/gifts/{paid.Id}/reversal", new { why = "本人要求" });
        (await Notify(anybody, notice.Body, notice.Signature)).ShouldBe(HttpStatusCode.OK); // the provider repeats itself: nothing more
        var books = await Books(secretary, fund);
        ((long)books["differenceFen"]!).ShouldBe(0);
        (await There(secretary, fund)).ShouldBe(200);
        (await secretary.Refused($"{Api}/{fund}/closing", new { words = "到期" })).Code.ShouldBe("fund.not-empty");

        var month = town
            .Clock.GetUtcNow()
            .ToOffset(TimeSpan.FromHours(8))
            .ToString("yyyy-MM", System.Globalization.CultureInfo.InvariantCulture);
        var statement = (await anybody.See($"/funds/{fund}/{month}")).Text("main");
        statement.ShouldContain("钱先生");
        statement.ShouldNotContain("赵大姐");
        foreach (var line in new[] { "300.00", "-300.00", "50.00", "-50.00", "退款", "冲正" })
            statement.ShouldContain(line); // what came and went back both stay in the list
        (await anybody.See($"/funds/{fund}/2019-01")).Status.ShouldBe(HttpStatusCode.NotFound);
    }

    private static Task<string> Fund(HttpClient staff, string level) =>
        Id(
            staff,
            Api,
            new
            {
                name = $"邻里互助基金 {level}",
                areaCode = Area,
                charity = "市慈善总会",
                agreementNo = "XY-1",
                level,
            }
        );

    private static async Task<string> Order(HttpClient anybody, string fund, long fen) =>
        (string)(await anybody.Do($"/api/funds/{fund}/gifts", new { fen }))["no"]!;

    private static async Task<(string Body, string Signature)> Pay(HttpClient anybody, string order)
    {
        var notice = await anybody.Do($"/api/sandbox/payments/{order}", new { });
        return ((string)notice["body"]!, (string)notice["signature"]!);
    }

    private static async Task<HttpStatusCode> Notify(HttpClient provider, string body, string? signature)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri("/api/payments/notice", UriKind.Relative));
        request.Content = new StringContent(body);
        if (signature is not null)
            request.Headers.Add("X-Signature", signature);
        using var answer = await provider.SendAsync(request);
        return answer.StatusCode;
    }

    private static async Task<JsonNode> Books(HttpClient staff, string fund) =>
        (await staff.GetFromJsonAsync<JsonNode>(new Uri($"{Api}/{fund}/reconciliation", UriKind.Relative)))!;

    private static async Task<long> There(HttpClient staff, string fund) =>
        (
            (await staff.GetFromJsonAsync<JsonNode>(new Uri(Api, UriKind.Relative)))!["items"]!
                .AsArray()
                .Single(f => (string)f!["id"]! == fund)!["fen"]!
        ).GetValue<long>();

    private static async Task<string> Id(HttpClient person, string path, object body) => (string)(await person.Do(path, body))["id"]!;

    private static Task<Guid> Purpose(Town town, string aid) =>
        town.With((_, db) => db.Set<HardshipAid>().Where(a => a.Id == Guid.Parse(aid)).Select(a => a.PurposeId).FirstAsync());
}
