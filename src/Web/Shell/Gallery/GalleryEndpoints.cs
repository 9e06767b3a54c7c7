using Gezhi.Grids.Places;
using Gezhi.Platform.Data;
using Gezhi.Platform.Problems;
using Microsoft.EntityFrameworkCore;

namespace Gezhi.Web.Shell.Gallery;

/// <summary>Invented data and refusals for the gallery. 样张数据</summary>
internal static class GalleryEndpoints
{
    /// <summary>Only while developing; elsewhere the gallery does not exist.</summary>
    public static void MapGallery(this WebApplication app)
    {
        if (!app.Environment.IsDevelopment())
            return;
        var gallery = app.MapGroup("/dev/gallery").AllowAnonymous().ExcludeFromDescription();
        gallery.MapGet(
            "/map.json",
            async (GezhiDb db, CancellationToken ct) => GallerySamples.Map(await db.Set<Landmark>().OrderBy(l => l.Name).ToListAsync(ct))
        );
        gallery.MapGet("/stale", IResult () => throw new StaleVersion());
        gallery.MapGet("/fault", IResult () => throw new InvalidOperationException("A fault, to see how it is told."));
    }
}
