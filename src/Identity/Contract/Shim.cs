// Stand-in until module Identity lands: delete this file when the real types are there.
#pragma warning disable
using Gezhi.Platform.Actors;
using Microsoft.AspNetCore.Builder;
namespace Gezhi.Identity.Contract;
public enum UnitKind { Bureau, ResponseGroup }
public sealed record UnitView(string Code, string NameZh, string NameEn, UnitKind Kind, string AreaCode, bool IsActive);
public sealed class UnitDirectory { public ValueTask<UnitView?> Find(string code, CancellationToken ct) => default; public ValueTask<IReadOnlyList<UnitView>> Active(CancellationToken ct) => new([]); }
public static class Policies { public static T RequirePermission<T>(this T b, Permission p) where T : IEndpointConventionBuilder => b; }
