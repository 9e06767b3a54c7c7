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

    /// <summary>A case as the queue draws it.</summary>
    public QueueRow.Row Row(CaseLine line, QueueView view, DateTime now) =>
        new(
            line.Id.ToString(),
            (view with { Case = line.Id.ToString(), Try = null }).Href(),
            StaffWords.Kind(line.State, line.IsLate(now)),
            words.State(line.State),
            line.Title,
            $"{times.At(line.CreatedAt, now)} {words.Channel(line.Channel)}",
            areas.Where(line.AreaCode, line.PlaceText),
            line.Left(now, times, T),
            line.UsedShare(now),
            Queue.Sort(line)
        )
        {
            IsUrgent = line.IsUrgent,
            IsSelected = view.Case == line.Id.ToString(),
            BarClass = line.BarClass(now),
        };
}
