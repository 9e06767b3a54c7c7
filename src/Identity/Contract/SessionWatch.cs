using Gezhi.Identity.Sessions;
using Gezhi.Platform;
using Gezhi.Platform.Actors;
using Gezhi.Platform.Data;
using Microsoft.AspNetCore.Http;

namespace Gezhi.Identity.Contract;

/// <summary>Tells an answer that stays open for hours whether its reader is still signed in, and as whom. 会话值守</summary>
public sealed class SessionWatch
{
    private readonly GezhiDb db;
    private readonly Standings standings;
    private readonly TimeProvider clock;

    internal SessionWatch(GezhiDb db, Standings standings, TimeProvider clock) =>
        (this.db, this.standings, this.clock) = (db, standings, clock);

    /// <summary>
    /// The person with today's posts; null when the session was ended, the account disabled, or the cookie of the request has run out (a browser that
    /// went on working has a fresh one and comes again). Own changes show at once, those of other nodes within 30 seconds. 当前会话
    /// </summary>
    public async ValueTask<Actor?> Present(HttpContext http, CancellationToken ct) =>
        http.Features.Get<Ticket>() is { } ticket && http.Features.Get<CookieEnd>() is { } end && clock.UtcNow < end.At
            ? (await standings.Of(db.In(ticket.DistrictId), ticket, ct))?.ActorOf(ticket)
            : null;
}
