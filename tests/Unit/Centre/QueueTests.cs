using Gezhi.Cases.CasePages;
using Gezhi.Cases.Centre;
using Gezhi.Cases.Contract;
using Gezhi.Platform;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Shouldly;
using Xunit;

namespace Gezhi.Tests.Unit.Centre;

public sealed class QueueTests
{
    private static readonly DateTime Noon = new(2026, 3, 5, 4, 0, 0, DateTimeKind.Utc);

    [Fact]
    public void A_place_in_the_list_survives_the_address_bar()
    {
        var cursor = new CaseCursor(Noon.AddMilliseconds(123), Ids.New(Noon), true);

        CaseCursor.Read(cursor.ToString()).ShouldBe(cursor);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("1.2")]
    [InlineData("u.00000000000000000000000000000000")]
    [InlineData("99999999999999999.00000000000000000000000000000000")]
    [InlineData("-5.00000000000000000000000000000000")]
    public void What_is_no_place_in_the_list_begins_at_the_front(string? text) => CaseCursor.Read(text).ShouldBeNull();

    [Fact]
    public void A_view_of_the_queue_survives_the_address_bar()
    {
        var view = new QueueView
        {
            Tab = QueueTab.Late,
            Filter = new CaseFilter
            {
                Area = "410103001",
                Channel = Channel.Hotline,
                Words = "路灯 不亮&?",
                IsSoon = true,
            },
            After = new CaseCursor(Noon, Ids.New(Noon)),
            Case = Ids.New(Noon).ToString(),
            Try = "gb47678/matter/01002",
        };

        var address = view.Href();

        QueueView.Read(new QueryCollection(QueryHelpers.ParseQuery(address["/centre".Length..]))).ShouldBe(view);
    }

    [Theory]
    [InlineData("万荣路103号院燃气异味", "万荣路103号院", "燃气异味")]
    [InlineData("德化街的路灯不亮", "德化街", "路灯不亮")]
    [InlineData("在德化街有人乱倒垃圾", "德化街", "有人乱倒垃圾")]
    [InlineData("路灯不亮", "德化街", "路灯不亮")]
    [InlineData("德化街", "德化街", "德化街")]
    [InlineData("路灯不亮", "", "路灯不亮")]
    public void A_row_does_not_say_its_place_twice(string title, string place, string shown) =>
        QueueWords.Brief(title, place).ShouldBe(shown);

    [Fact]
    public void Rows_sort_as_the_database_does()
    {
        CaseLine[] rows =
        [
            Row(isUrgent: false, minutes: 5),
            Row(isUrgent: true, minutes: 50),
            Row(isUrgent: false, minutes: -30),
            Row(isUrgent: true, minutes: 10),
        ];

        var sorted = rows.OrderBy(Queue.Sort, StringComparer.Ordinal).ToList();

        sorted.ShouldBe(rows.OrderByDescending(r => r.IsUrgent).ThenBy(r => r.StageDueAt));
        var second = new CaseCursor(sorted[1].StageDueAt!.Value, sorted[1].Id, sorted[1].IsUrgent);
        sorted.Skip(2).ShouldAllBe(r => Queue.IsAfter(r, second));
        sorted.Take(2).ShouldAllBe(r => !Queue.IsAfter(r, second));
    }

    [Fact]
    public void A_shelved_case_is_never_late()
    {
        var shelved = Row(isUrgent: false, minutes: -600) with { State = CaseState.Shelved };

        shelved.IsLate(Noon).ShouldBeFalse();
        shelved.BarClass(Noon).ShouldBe("h");
        (Row(isUrgent: false, minutes: -1).IsLate(Noon), Row(isUrgent: false, minutes: 1).IsLate(Noon)).ShouldBe((true, false));
    }

    private static CaseLine Row(bool isUrgent, int minutes) =>
        new(
            Ids.New(Noon.AddMinutes(minutes)),
            null,
            CaseState.Reported,
            "路灯不亮",
            null,
            "41010300400100101",
            null,
            null,
            "德化街",
            Channel.ResidentPage,
            isUrgent,
            1,
            null,
            Noon.AddHours(-1),
            null,
            null,
            Noon.AddHours(-1),
            Noon.AddMinutes(minutes),
            null,
            1
        );
}
