using Gezhi.Identity.Sessions;
using Gezhi.Platform.Actors;
using Gezhi.Platform.Data;
using Gezhi.Platform.Problems;
using Microsoft.AspNetCore.Http;

namespace Gezhi.Identity.Contract;

/// <summary>A screen that hangs on a wall for weeks: a session of its own that opens the wall and nothing else. 挂屏</summary>
/// <remarks>
/// Whoever is signed in at the screen hangs it up and is signed out there by it. It lasts <c>Sessions:WallDays</c>, reads only, stands in the person's list of
/// sessions and ends there, with a new password, with the account and with <c>DELETE /api/accounts/{id}/sessions</c>. Rights are those of the person's posts of
/// the day, so a room is best hung up by an account of its own.
/// </remarks>
public sealed class HungWall
{
    /// <summary>What a hung screen may fetch; all else finds nobody signed in.</summary>
    private static readonly string[] Doors = ["/wall", "/wall/parts", "/wall/map.json", "/centre/live"];

    private readonly GezhiDb db;
    private readonly StartSession start;
    private readonly FreshSession fresh;

    internal HungWall(GezhiDb db, StartSession start, FreshSession fresh) => (this.db, this.start, this.fresh) = (db, start, fresh);

    /// <summary>On the request of a hung screen.</summary>
    internal sealed record Mark;

    /// <summary>Whether the request comes from a hung screen. 是否挂屏</summary>
    public static bool Is(HttpContext http) => http.Features.Get<Mark>() is not null;

    internal static bool Opens(HttpRequest request) =>
        HttpMethods.IsGet(request.Method)
            ? Array.Exists(Doors, d => request.Path.Equals(d, StringComparison.OrdinalIgnoreCase))
            : request.Path.Equals("/sign-out", StringComparison.OrdinalIgnoreCase);

    /// <summary>Hangs up the screen at which the actor sits; the session there ends. 挂上</summary>
    /// <exception cref="RuleViolation"><c>session.not-fresh</c>: the actor signed in too long ago.</exception>
    public async Task Run(Actor actor, HttpContext http, CancellationToken ct)
    {
        var visitor = Visitor.Of(http);
        await fresh.Demand(visitor, ct);
        var ticket = await start.Add(actor, http.Features.Get<Standing>()!.Stamp, SignInMethod.Wall, visitor, ct);
        await db.Save(ct);
        await start.HandOut(http, ticket, isAdministrator: false, isWall: true);
    }
}
