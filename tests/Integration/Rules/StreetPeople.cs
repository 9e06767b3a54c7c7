using Gezhi.Identity.Contract;
using Gezhi.Platform.Actors;
using Microsoft.Extensions.DependencyInjection;

namespace Gezhi.Tests.Integration.Rules;

/// <summary>People of single streets and communities, whom the seed town does not name.</summary>
internal static class StreetPeople
{
    /// <summary>The street, and the community in it, around <see cref="Town.Lon"/>.</summary>
    public const string OtherStreet = "410103016";

    /// <summary>A signed-in person with one post in one area; hired once a town.</summary>
    public static async Task<HttpClient> At(this Town town, Role role, string areaCode)
    {
        var user = $"zz.{role.ToString().ToLowerInvariant()}.{areaCode}"; // after the named ones: who signs in by role alone stays who it was
        await town.With(
            async (services, _) =>
                await services
                    .GetRequiredService<Roster>()
                    .Write(
                        [
                            new RosterEntry(
                                user,
                                "田一一",
                                null,
                                [new RosterPost(role, areaCode, null, "街道岗位", new DateOnly(2026, 1, 1))]
                            ),
                        ],
                        town.Clock.GetUtcNow().UtcDateTime,
                        CancellationToken.None
                    )
        );
        return await town.As(role, user);
    }
}
