using System.Globalization;
using Gezhi.Grids.Contract;
using Gezhi.Identity.Contract;
using Gezhi.Platform.Data;
using Gezhi.Platform.Outbox;
using Gezhi.Platform.Time;
using Microsoft.Extensions.DependencyInjection;

namespace Gezhi.Cases.Messages;

/// <summary>Whoever is asked to take a turn of duty finds it among the messages, and so does the answer whoever asked. 换班消息</summary>
internal sealed class DutyTold(IServiceScopeFactory scopes, WorkCalendar calendar) : IEventHandler
{
    public string Name => "cases.duty-told";

    public bool Wants(EventRow happened) => happened.Kind == DutySwapTold.Kind;

    public async Task Handle(EventRow happened, GezhiDb db, DateTime now, CancellationToken ct)
    {
        var told = DutySwapTold.Of(happened)!;
        await using var scope = scopes.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<GezhiDb>().In(happened.DistrictId);
        var names = await scope.ServiceProvider.GetRequiredService<Staffing>().Names([told.ByAccountId], ct);
        var turn = TimeZoneInfo.ConvertTimeFromUtc(told.BeginsAt, calendar.Zone).ToString("MM-dd HH:mm", CultureInfo.InvariantCulture);
        db.Tell(
            told.ToAccountId,
            told.IsAgreed is null ? MessageKind.DutyAsked : MessageKind.DutyAnswered,
            Guid.Empty,
            turn,
            happened.AreaCode,
            Words(names.GetValueOrDefault(told.ByAccountId, ""), told.IsAgreed),
            now
        );
    }

    private static string Words(string who, bool? isAgreed) =>
        isAgreed switch
        {
            null => $"{who}请您替班",
            true => $"{who}同意替班",
            false => $"{who}不同意替班",
        };
}
