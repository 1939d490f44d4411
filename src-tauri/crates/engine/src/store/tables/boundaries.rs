//! `boundaries` and `boundary_features`: borders to draw maps with, and where they came from.

use crate::model::{AreaCode, BoundaryFeature, Geometry};
use crate::store::stored::Count;
use crate::store::{Reader, StoreError, Writer};

/// A boundary file as it is kept, without its areas.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Boundary {
    /// Its file name, unique within the workspace.
    pub name: String,
    /// SHA-256 of the file's bytes, in hex.
    pub sha256: String,
    /// The number of its official review (审图号), where it was given.
    pub approval: Option<String>,
    /// When it was brought in, RFC 3339.
    pub at: String,
    /// How many areas it has.
    pub feature_count: u64,
}

impl Writer<'_> {
    /// Keeps a boundary file in place of the one of the same name.
    pub fn put_boundary(
        &mut self,
        boundary: &Boundary,
        features: &[BoundaryFeature],
    ) -> Result<(), StoreError> {
        self.delete_boundary(&boundary.name)?;
        let sql = "INSERT INTO boundaries (name, sha256, approval, at) VALUES (?1, ?2, ?3, ?4)";
        self.execute(sql, (&boundary.name, &boundary.sha256, &boundary.approval, &boundary.at))?;
        let sql = "INSERT INTO boundary_features (boundary, position, code, name, geometry)
                   VALUES (?1, ?2, ?3, ?4, ?5)";
        for (position, feature) in (0..).zip(features) {
            let geometry = feature.geometry.to_bytes();
            self.execute(sql, (&boundary.name, Count(position), feature.code, &feature.name, geometry))?;
        }
        Ok(())
    }

    /// Takes a boundary file out with its areas.
    pub fn delete_boundary(&mut self, name: &str) -> Result<(), StoreError> {
        self.execute("DELETE FROM boundary_features WHERE boundary = ?1", [name])?;
        self.execute("DELETE FROM boundaries WHERE name = ?1", [name])
    }
}

impl Reader {
    /// Every boundary file, the one brought in last first.
    pub fn list_boundaries(&self) -> Result<Vec<Boundary>, StoreError> {
        let sql = "SELECT name, sha256, approval, at,
                          (SELECT count(*) FROM boundary_features WHERE boundary = boundaries.name) AS features
                   FROM boundaries ORDER BY at DESC, name";
        self.list(sql, [], |row| {
            Ok(Boundary {
                name: row.get("name")?,
                sha256: row.get("sha256")?,
                approval: row.get("approval")?,
                at: row.get("at")?,
                feature_count: row.get::<_, Count>("features")?.0,
            })
        })
    }

    /// The areas of a boundary file, in the order of the file.
    pub fn list_boundary_features(&self, name: &str) -> Result<Vec<BoundaryFeature>, StoreError> {
        let sql = "SELECT code, name, geometry FROM boundary_features WHERE boundary = ?1 ORDER BY position";
        let rows = self.list(sql, [name], |row| {
            Ok((
                row.get::<_, Option<AreaCode>>("code")?,
                row.get::<_, Option<String>>("name")?,
                row.get::<_, Vec<u8>>("geometry")?,
            ))
        })?;
        let damaged =
            || StoreError::Damaged { file: self.file.clone(), reason: format!("borders of {name}") };
        let feature = |(code, name, bytes): (_, _, Vec<u8>)| {
            Some(BoundaryFeature { code, name, geometry: Geometry::from_bytes(&bytes)? })
        };
        rows.into_iter().map(|row| feature(row).ok_or_else(damaged)).collect()
    }
}
