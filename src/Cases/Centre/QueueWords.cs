using Gezhi.Cases.CasePages;
using Gezhi.Platform.Ui;
using Microsoft.Extensions.Localization;

namespace Gezhi.Cases.Centre;

/// <summary>Rows and tabs of the queue in words. 队列用语</summary>
public sealed class QueueWords(IStringLocalizer T, StaffWords words, TimeWords times, AreaWords areas)
{
    public string Tab(QueueTab tab) =>
        tab switch
        {
            QueueTab.All => T["全部"],
            QueueTab.New => T["待受理"],
            QueueTab.Dispatch => T["待派遣"],
            QueueTab.Doing => T["处置中"],
            QueueTab.Check => T["待核查"],
            QueueTab.Late => T["超时"],
            _ => throw new ArgumentOutOfRangeException(nameof(tab), tab, null),
        };

    /// <summary>What happened, without the place that stands on the line below: 万荣路 103 号院燃气异味 → 燃气异味.</summary>
    public static string Brief(string title, string placeText)
    {
        var at = placeText.Length < 3 ? -1 : title.IndexOf(placeText, StringComparison.Ordinal);
        if (at < 0)
            return title;
        var rest = (title[..at] + title[(at + placeText.Length)..]).Trim(' ', '，', ',', '、', '：', '的', '在');
        return rest.Length >= 2 ? rest : title;
    }

    /// <summary>A case as the queue draws it.</summary>
    public QueueRow.Row Row(CaseLine line, QueueView view, DateTime now) =>
        new(
            line.Id.ToString(),
            (view with { Case = line.Id.ToString(), Try = null }).Href(),
            StaffWords.Kind(line.State, line.IsLate(now)),
            words.State(line.State),
            Brief(line.Title, line.PlaceText),
            $"{times.Short(line.CreatedAt, now)} {words.Channel(line.Channel)}",
            areas.Where(line.AreaCode, line.PlaceText),
            line.Left(now, times, T),
            line.UsedShare(now),
            Queue.Sort(line)
        )
        {
            Reports = line.ReportCount,
            IsUrgent = line.IsUrgent,
            IsSelected = view.Case == line.Id.ToString(),
            BarClass = line.BarClass(now),
        };
}
