using System.Globalization;
using Gezhi.Platform.Actors;
using Gezhi.Platform.Data;
using Gezhi.Platform.Notify;
using Gezhi.Platform.Problems;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Gezhi.Identity.Notices;

/// <summary>A person says what leaves the house for them, and when not to be disturbed. 选择通知</summary>
internal sealed class ChooseNotices(GezhiDb db, IEnumerable<NoticeKind> kinds)
{
    /// <param name="Kinds">Key of the kind → when; kinds left out stay as usual.</param>
    /// <param name="QuietFrom">HH:mm, local.</param>
    /// <param name="QuietTo">HH:mm, local; the same as <paramref name="QuietFrom"/>: no quiet hours.</param>
    /// <param name="DigestAt">HH:mm, local.</param>
    public sealed record Command(
        [property: Needed] IReadOnlyDictionary<string, NoticeWhen>? Kinds,
        [property: Needed] string? QuietFrom,
        [property: Needed] string? QuietTo,
        [property: Needed] string? DigestAt
    );

    /// <exception cref="InvalidInput">A time or a kind is none.</exception>
    public async Task Run(Command command, Actor actor, CancellationToken ct)
    {
        Input.Check(command);
        var known = kinds.Select(k => k.Key).ToHashSet(StringComparer.Ordinal);
        if (command.Kinds!.Keys.Any(k => !known.Contains(k)))
            throw new InvalidInput(nameof(Command.Kinds), "input.invalid");
        var quiet = new QuietHours(Time(command.QuietFrom, nameof(Command.QuietFrom)), Time(command.QuietTo, nameof(Command.QuietTo)));
        var digest = Time(command.DigestAt, nameof(Command.DigestAt));
        var choice = await Find(actor.AccountId!.Value, ct);
        if (choice is null)
            db.Add(choice = new NoticeChoice { DistrictId = db.DistrictId, AccountId = actor.AccountId.Value });
        choice.Choose(command.Kinds, quiet, digest, CultureInfo.CurrentUICulture.Name);
        await db.Save(ct);
    }

    public Task<NoticeChoice?> Find(Guid account, CancellationToken ct) =>
        db.Set<NoticeChoice>().FirstOrDefaultAsync(c => c.AccountId == account, ct);

    public static void Map(IEndpointRouteBuilder me) =>
        me.MapPut(
                "/notices",
                async (Command command, ChooseNotices choose, Actor actor, CancellationToken ct) =>
                {
                    await choose.Run(command, actor, ct);
                    return Results.NoContent();
                }
            )
            .WithSummary("选择通知 · What is sent to me, when and when not");

    private static TimeOnly Time(string? text, string field) =>
        TimeOnly.TryParseExact(text, "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out var time)
            ? time
            : throw new InvalidInput(field, "notice.time");
}
